/** One measured row. `ratio` is ours to the floor; `goal` is what performance asks of `ours` or of `ratio`. */
export interface Row {
  name: string;
  unit: string;
  ours: number;
  floor?: number;
  peer?: number;
  ratio?: number;
  goal: string;
  met: boolean | null;
}
export interface Report {
  bench: string;
  n: number;
  rows: Row[];
  notes?: string[];
}

/** A row whose goal is a limit on the ratio of ours to the floor. */
export function ratioRow(
  name: string,
  unit: string,
  ours: number,
  floor: number,
  goal: { atMost?: number; atLeast?: number },
  peer?: number,
): Row {
  const ratio = ours / floor;
  const met =
    goal.atMost !== undefined ? ratio <= goal.atMost : goal.atLeast !== undefined ? ratio >= goal.atLeast : null;
  const words =
    goal.atMost !== undefined ? `≤ ${goal.atMost}x` : goal.atLeast !== undefined ? `≥ ${goal.atLeast}x` : 'shown';
  return { name, unit, ours, floor, ...(peer === undefined ? {} : { peer }), ratio, goal: words, met };
}

/** A row whose goal is a limit on our own figure; without one the figure is only shown. */
export function limitRow(
  name: string,
  unit: string,
  ours: number,
  limit: number | undefined,
  floor?: number,
  peer?: number,
): Row {
  return {
    name,
    unit,
    ours,
    ...(floor === undefined ? {} : { floor, ratio: ours / floor }),
    ...(peer === undefined ? {} : { peer }),
    goal: limit === undefined ? 'shown' : `≤ ${limit} ${unit}`,
    met: limit === undefined ? null : ours <= limit,
  };
}

export function printReport(report: Report, json: boolean): void {
  const cell = (value: number | undefined) =>
    value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  console.log(`${report.bench}, n = ${report.n}`);
  for (const row of report.rows) {
    const mark = row.met === null ? ' ' : row.met ? 'met' : 'MISSED';
    console.log(
      `  ${row.name.padEnd(58)} ours ${cell(row.ours).padStart(7)} ${row.unit.padEnd(6)} floor ${cell(row.floor).padStart(7)} peer ${cell(row.peer).padStart(7)} ratio ${cell(row.ratio).padStart(6)}  goal ${row.goal.padEnd(12)} ${mark}`,
    );
  }
  for (const note of report.notes ?? []) console.log(`  ${note}`);
  if (json) {
    const rows = report.rows.map(({ unit: _unit, ...row }) => row);
    console.log(JSON.stringify({ bench: report.bench, n: report.n, rows }));
  }
}
