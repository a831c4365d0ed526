import { css } from 'lit';

export const styles = css`
  @media (hover: none), (pointer: coarse) {
    #keys {
      display: none;
    }
  }
  .base {
    display: grid;
    gap: var(--diemcau-worklist-gap, var(--_3));
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_2) var(--_3);
  }
  .head h2 {
    flex: 1 1 100%;
  }
  .head .search {
    flex: 1 1 240px;
    max-inline-size: 460px;
  }
  .head .show {
    flex: 1 1 150px;
    max-inline-size: 200px;
  }
  .head .button {
    min-block-size: max(36px, var(--_target));
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--_2);
  }
  .nothing {
    padding: var(--_6) var(--_4);
    text-align: center;
  }
  .rows {
    display: grid;
    gap: var(--_2);
  }
  .case {
    display: grid;
    gap: var(--_1) var(--_3);
    grid-template-columns: auto 1fr;
    grid-template-areas: 'initials patient' 'urgency urgency' 'question question' 'site site' 'waiting waiting';
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-inline-start: 6px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: pointer;
  }
  .case:hover {
    background: var(--_raised);
  }
  .case.selected {
    background: var(--_accent-soft);
    border-color: var(--_accent);
    border-inline-start-color: var(--_edge);
  }
  .case.selected .badge.accent {
    border-color: var(--_accent);
  }
  .case.overdue {
    box-shadow: inset 0 0 0 1px var(--_critical);
  }
  .c-initials {
    grid-area: initials;
  }
  .c-patient {
    grid-area: patient;
    min-inline-size: 0;
  }
  .c-urgency {
    grid-area: urgency;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
  }
  .c-urgency .badge {
    border-radius: 12px;
    white-space: normal;
  }
  .c-question {
    grid-area: question;
    min-inline-size: 0;
  }
  .c-site {
    grid-area: site;
  }
  .c-waiting {
    grid-area: waiting;
  }
  .identifier {
    white-space: nowrap;
  }
  .name {
    min-block-size: var(--_target);
    margin-block: calc((1.5em - var(--_target)) / 2);
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    font-weight: 700;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .name:hover {
    color: var(--_accent);
    text-decoration: underline;
  }
  .question {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow-wrap: anywhere;
  }
  .columns {
    display: none;
  }
  .skeletons {
    display: grid;
    gap: var(--_2);
  }
  .skeletons .skeleton {
    block-size: 62px;
  }
  .case .small,
  .case .muted {
    line-height: var(--_leading-table);
  }
  @container (min-width: 700px) {
    .head h2 {
      flex: 1 1 auto;
      align-self: center;
    }
    .rows {
      gap: 0;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
      overflow: hidden;
    }
    .columns,
    .case {
      display: grid;
      grid-template-areas: 'initials patient question site urgency waiting';
      grid-template-columns: 36px minmax(190px, 1.6fr) minmax(140px, 1.9fr) minmax(104px, 1fr) 146px 80px;
      gap: 0 var(--_3);
      align-items: start;
      padding: var(--_2) var(--_3);
      font-size: var(--_size-table);
      line-height: var(--_leading-table);
    }
    .columns {
      padding-inline-start: calc(var(--_3) + 6px);
      border-block-end: 1px solid var(--_line-strong);
      background: var(--_raised);
      color: var(--_muted);
      font-size: var(--_size-small);
      font-weight: 600;
    }
    .case {
      border-width: 0 0 1px 6px;
      border-radius: 0;
    }
    .case:last-child {
      border-block-end: 0;
    }
    .c-urgency {
      flex-direction: column;
      align-items: start;
    }
    .c-waiting .word {
      display: none;
    }
    .c-waiting {
      text-align: end;
    }
  }
`;
