import { css } from 'lit';

/** Dense tables; long names wrap, nothing is cut off silently. */
export const tables = css`
  .table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_size-table);
    line-height: var(--_leading-table);
  }
  .table caption {
    padding: var(--_2) 0;
    font-weight: 600;
    text-align: start;
  }
  .table th,
  .table td {
    padding: var(--_2) var(--_3);
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: break-word;
  }
  .table thead th {
    background: var(--_raised);
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 600;
    white-space: nowrap;
  }
  .table td.number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .unit {
    color: var(--_muted);
    font-weight: 300;
  }
`;
