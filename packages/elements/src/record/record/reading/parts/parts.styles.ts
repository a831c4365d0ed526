import { css } from 'lit';

/** Search, filters, timeline, drugs, keys. */
export const styles = css`
  .strip {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_3);
    align-items: center;
    justify-content: space-between;
    padding: var(--_1) var(--_4);
    border-inline-start: 6px solid var(--_attention);
    background: var(--_attention-soft);
    color: var(--_text);
    font-size: var(--_size-table);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_4);
    align-items: end;
    padding: var(--_2) var(--_4);
    border-block-end: 1px solid var(--_line);
    background: var(--_raised);
  }
  .filters .check {
    display: flex;
    gap: var(--_2);
    align-items: baseline;
    min-block-size: var(--_target);
  }
  .filters .field {
    display: grid;
    gap: 2px;
  }
  .filters .day {
    inline-size: 8.5em;
  }
  .found-all,
  .timeline {
    display: grid;
    gap: var(--_1);
    padding-block: var(--_3);
    scroll-margin-block-start: var(--_below);
  }
  .found-all h4,
  .timeline h4,
  .drugs h4 {
    margin-block-start: var(--_2);
    padding-block-end: 2px;
    border-block-end: 1px solid var(--_line);
  }
  .found-all .date,
  .drugs .date {
    margin-inline-start: var(--_2);
  }
  mark {
    background: var(--_accent-soft);
    color: inherit;
    font-weight: 700;
    text-decoration: underline;
    text-decoration-thickness: 2px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
  .line-of-time {
    margin: 0;
    padding-inline-start: var(--_3);
    border-inline-start: 2px solid var(--_line);
  }
  .line-of-time .kind {
    display: inline-block;
    padding: 0 var(--_2);
    border: 1px solid var(--_line-strong);
    border-radius: 3px;
    font-size: var(--_size-small);
  }
  .dosage {
    margin-inline-start: var(--_2);
  }
  .flag.change {
    border-color: var(--_attention);
    color: var(--_attention);
    font-weight: 600;
  }
  .drugs summary {
    min-block-size: var(--_target);
    cursor: pointer;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
    gap: var(--_1) var(--_4);
  }
  .keys > div {
    display: flex;
    gap: var(--_3);
    align-items: baseline;
  }
  .keys dt {
    min-inline-size: 72px;
  }
  .keys dd {
    margin: 0;
  }
  kbd {
    padding: 0 var(--_1);
    border: 1px solid var(--_line-strong);
    border-radius: 3px;
    font: inherit;
  }
  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
    }
    .strip {
      border: 1px solid CanvasText;
    }
  }
`;
