import { css } from 'lit';

/** Adopted into the record's own tree when a panel of results is first opened. */
export const styles = css`
  .results-panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
  }
  .results-tools .search {
    margin-inline-start: 0;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: var(--_target);
    cursor: pointer;
  }
  .check input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .results-scroll {
    max-block-size: min(75vh, 900px);
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    /* Rows that come and go are kept in place by the list itself. */
    overflow-anchor: none;
  }
  .results-scroll thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
  }
  .results .gap td,
  .results .gap tr {
    display: block;
    padding: 0;
    border: 0;
  }
  .results .gap {
    display: block;
  }
  .print-note {
    display: none;
  }
  .sheet-tools .draw {
    margin-inline-start: auto;
  }
  .sheet-scroll {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .sheet {
    inline-size: auto;
    min-inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
  }
  .sheet th,
  .sheet td {
    padding: 4px var(--_2);
  }
  .sheet .name {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    min-inline-size: 170px;
    max-inline-size: 240px;
    background: var(--_surface);
    border-inline-end: 1px solid var(--_line);
    font-weight: 400;
  }
  .sheet thead .name {
    background: var(--_raised);
  }
  .sheet .group .name,
  .sheet .group td {
    background: var(--_raised);
    font-weight: 600;
  }
  .sheet .check {
    min-block-size: 0;
    align-items: start;
  }
  .sheet .plain {
    margin-inline-start: 26px;
  }
  .sheet .when {
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }
  .sheet .when .time {
    font-weight: 400;
  }
  .sheet .cell {
    min-inline-size: 84px;
    border-inline-start: 1px solid var(--_line);
  }
  .sheet .range {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    min-inline-size: 84px;
  }
  .sheet .under {
    display: none;
    font-size: var(--_size-small);
  }
  .sheet .own-range {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .sheet .converted,
  .sheet .source {
    display: block;
  }
  .trend {
    --_series-0: #0a5ea8;
    --_series-1: #7a3b9c;
    --_series-2: #0b6e75;
    --_series-3: #8f3a6b;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_2);
  }
  :host([dark]) .trend {
    --_series-0: #6db5f5;
    --_series-1: #d0a6ea;
    --_series-2: #6fd0d6;
    --_series-3: #ef9fc6;
  }
  .chooser summary,
  .chart-data summary {
    min-block-size: var(--_target);
    padding-block: var(--_1);
    cursor: pointer;
    font-weight: 600;
  }
  .chooser ul[role='list'] {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
    gap: 0 var(--_3);
    max-block-size: 240px;
    overflow-y: auto;
    padding-block: var(--_1);
  }
  .chooser .input {
    max-inline-size: 320px;
  }
  .legend[role='list'] {
    display: grid;
    gap: 2px;
  }
  .chart-tools .span {
    margin-inline-start: auto;
  }
  .chart {
    min-inline-size: 0;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: var(--_size-small);
    cursor: crosshair;
    touch-action: pan-y;
    user-select: none;
  }
  .chart .lane-name {
    padding: var(--_1) var(--_2) 0;
    font-weight: 600;
  }
  .chart .sample {
    display: inline-block;
    inline-size: 28px;
    margin-inline-end: var(--_1);
    vertical-align: middle;
  }
  .chart .sample:not(:first-child) {
    margin-inline-start: var(--_2);
  }
  .readout {
    min-block-size: calc(2 * 1em * var(--_leading));
    font-variant-numeric: tabular-nums;
  }
  .shapes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
  }
  @container (max-width: 640px) {
    .sheet .name {
      min-inline-size: 120px;
      max-inline-size: 150px;
    }
    .sheet .plain {
      margin-inline-start: 0;
    }
    .sheet .aside {
      display: none;
    }
    .sheet .under {
      display: block;
    }
  }
  @media print {
    .results-tools,
    .sheet-tools,
    .chart-tools,
    .chooser,
    .results .gap {
      display: none;
    }
    .results-scroll {
      max-block-size: none;
      overflow: visible;
    }
    .print-note {
      display: block;
    }
  }
`;
