import type { ResultPoint, ResultSeries } from '@diemcau/sdk';
import uPlot from 'uplot';
import { dateParts } from '../../../../internal/format/date-parts.js';
import { timeZone } from '../../../../internal/format/time-zone.js';
import { chartColors, type ChartColors } from './chart-colors.js';
import { drawChosen, drawPoints, placeOf } from './draw-points.js';
import { extentOf, isPlotted, lanesOf, timeOf, type Lane } from './lanes.js';
import { uplotStyles } from './uplot.styles.js';

/** The style sheet that the chart's tree must adopt. */
export const chartSheet = uplotStyles.styleSheet;

/** A result that was chosen. */
export interface ChosenPoint {
  series: ResultSeries;
  point: ResultPoint;
}

/** Height of a lane: of few, and of many. */
const laneHeights = { few: 150, many: 112 };
const few = 3;
const axisHeight = 54;
const axisWidth = 58;
/** The first of a lane is solid. */
const dashes = [[], [6, 4], [2, 3], [10, 3, 2, 3]];
const hour = 3_600_000;
const day = 24 * hour;
/** The shortest time that can be looked at. */
const shortest = hour;

/**
 * Trends of several analytes over one time: a lane for each axis (uPlot draws), all at the same time. It draws and moves; what is
 * chosen, and its words, are its owner's.
 */
export class TrendChart {
  readonly #place: HTMLElement;
  readonly #near: (chosen: ChosenPoint) => void;
  readonly #moved: (from: number, to: number) => void;
  readonly #resize: ResizeObserver;
  #plots: { plot: uPlot; lane: Lane }[] = [];
  #colors: ChartColors;
  #series: readonly ResultSeries[] = [];
  #whole: [number, number] = [0, day];
  #from = 0;
  #to = day;
  #chosen?: ResultPoint;
  #width = 0;

  constructor(
    place: HTMLElement,
    { near, moved }: { near(chosen: ChosenPoint): void; moved(from: number, to: number): void },
  ) {
    this.#place = place;
    this.#near = near;
    this.#moved = moved;
    this.#colors = chartColors(place);
    this.#resize = new ResizeObserver(() => {
      const width = place.clientWidth;
      if (width === this.#width || width === 0) return;
      this.#width = width;
      for (const { plot } of this.#plots) plot.setSize({ width, height: plot.height });
    });
    this.#resize.observe(place);
  }

  /** Shows these series over their whole time. */
  show(series: readonly ResultSeries[]): void {
    this.#series = series;
    this.#whole = timeOf(series);
    [this.#from, this.#to] = this.#whole;
    this.#build();
    this.#moved(this.#from, this.#to);
  }

  /** Takes the colours anew, e.g. after dark was chosen. */
  restyle(): void {
    this.#colors = chartColors(this.#place);
    this.#build();
  }

  /** Marks a result and moves so that it is in sight. */
  choose(point: ResultPoint | undefined): void {
    this.#chosen = point;
    const at = point?.at;
    if (at !== undefined && (at < this.#from || at > this.#to)) {
      const half = (this.#to - this.#from) / 2;
      this.look(at - half, at + half);
    } else for (const { plot } of this.#plots) plot.redraw(false);
  }

  /** Nearer (below 1) or further, around a place of the plot from 0 (left) to 1. */
  zoom(factor: number, around = 0.5): void {
    const span = this.#to - this.#from;
    const [first, last] = this.#whole;
    const next = Math.min(Math.max(span * factor, shortest), last - first);
    const from = this.#from + (span - next) * around;
    this.look(from, from + next);
  }

  /** By a part of what is in sight; positive is later. */
  pan(part: number): void {
    const by = (this.#to - this.#from) * part;
    this.look(this.#from + by, this.#to + by);
  }

  whole(): void {
    this.look(...this.#whole);
  }

  /** Place of a pointer in the plots, 0 (left) to 1. */
  partOf(clientX: number): number {
    const over = this.#plots[0]?.plot.over.getBoundingClientRect();
    return over && over.width > 0 ? Math.min(1, Math.max(0, (clientX - over.left) / over.width)) : 0.5;
  }

  /** Width of the plots, CSS px. */
  get width(): number {
    return this.#plots[0]?.plot.over.clientWidth || 1;
  }

  /** Tells of the result nearest to a pointer, within a finger's breadth. */
  point(clientX: number, clientY: number): void {
    let nearest: { far: number; chosen: ChosenPoint } | undefined;
    const ratio = uPlot.pxRatio;
    for (const { plot, lane } of this.#plots) {
      const canvas = plot.ctx.canvas.getBoundingClientRect();
      for (const series of lane.series)
        for (const point of series.points) {
          const place = placeOf(plot, point, ratio);
          if (!place) continue;
          const far = Math.hypot(canvas.left + place.x / ratio - clientX, canvas.top + place.y / ratio - clientY);
          if (far <= 28 && (!nearest || far < nearest.far)) nearest = { far, chosen: { series, point } };
        }
    }
    if (nearest) this.#near(nearest.chosen);
  }

  destroy(): void {
    this.#resize.disconnect();
    this.#clear();
  }

  /** Shows the time between two instants, epoch ms, as far as there are results. */
  look(from: number, to: number): void {
    const [first, last] = this.#whole;
    const span = Math.min(to - from, last - first);
    this.#from = Math.min(Math.max(from, first), last - span);
    this.#to = this.#from + span;
    for (const { plot } of this.#plots) plot.setScale('x', { min: this.#from, max: this.#to });
    this.#moved(this.#from, this.#to);
  }

  #clear(): void {
    for (const { plot } of this.#plots) plot.destroy();
    this.#plots = [];
    this.#place.replaceChildren();
  }

  #build(): void {
    this.#clear();
    this.#width = this.#place.clientWidth;
    const lanes = lanesOf(this.#series);
    const height = lanes.length > few ? laneHeights.many : laneHeights.few;
    this.#plots = lanes.map((lane, at) => {
      this.#place.append(this.#nameOf(lane));
      const plot = new uPlot(this.#options(lane, height, at === lanes.length - 1), dataOf(lane), this.#place);
      return { plot, lane };
    });
  }

  /** What the lines of a lane are: each with a piece of it, where there are several. */
  #nameOf({ series, unit }: Lane): HTMLElement {
    const { ownerDocument } = this.#place;
    const name = ownerDocument.createElement('p');
    name.className = 'lane-name';
    series.forEach(({ title }, at) => {
      const sample = ownerDocument.createElement('span');
      sample.className = 'sample';
      const style = dashes[at % dashes.length]!.length === 0 ? 'solid' : at % dashes.length === 2 ? 'dotted' : 'dashed';
      sample.style.borderBlockStart = `2px ${style} ${this.#colors.series[at % this.#colors.series.length]!}`;
      name.append(...(series.length > 1 ? [sample] : []), `${title} `);
    });
    if (unit) name.append(`(${unit})`);
    return name;
  }

  #options(lane: Lane, laneHeight: number, isLast: boolean): uPlot.Options {
    const { muted, line, series } = this.#colors;
    const font = `${getComputedStyle(this.#place).fontSize} ${getComputedStyle(this.#place).fontFamily}`;
    const axis = { stroke: muted, font, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
    const extent = extentOf(lane);
    return {
      width: Math.max(this.#width, 200),
      height: laneHeight + (isLast ? axisHeight : 0),
      padding: [8, 10, isLast ? 0 : 6, 0],
      ms: 1,
      tzDate: (at) => uPlot.tzDate(new Date(at), timeZone),
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: { x: { time: true, range: () => [this.#from, this.#to] }, y: { range: () => extent } },
      axes: [
        {
          ...axis,
          size: isLast ? axisHeight : 0,
          space: 84,
          values: (_, splits) => (isLast ? timesOf(splits) : splits.map(() => '')),
        },
        { ...axis, size: axisWidth, space: 28, values: (_, splits) => splits.map(String) },
      ],
      series: [
        {},
        ...lane.series.map((_, at) => ({
          stroke: series[at % series.length]!,
          width: 1.5,
          dash: dashes[at % dashes.length]!,
          spanGaps: true,
          points: { show: false },
        })),
      ],
      hooks: {
        drawClear: [(plot) => this.#drawBands(plot, lane)],
        draw: [
          (plot) => {
            const ratio = uPlot.pxRatio;
            lane.series.forEach(({ points }, at) =>
              drawPoints(plot, points, series[at % series.length]!, this.#colors, ratio),
            );
            if (this.#chosen && lane.series.some(({ points }) => points.includes(this.#chosen!)))
              drawChosen(plot, this.#chosen, this.#colors, ratio);
          },
        ],
      },
    };
  }

  /** Normal ranges: a pale band whose bounds are drawn as the line of their series is. */
  #drawBands(plot: uPlot, { series }: Lane): void {
    const { ctx, bbox } = plot;
    const ratio = uPlot.pxRatio;
    ctx.save();
    series.forEach(({ range }, at) => {
      if (!range || (range.low === undefined && range.high === undefined)) return;
      const top = range.high === undefined ? bbox.top : plot.valToPos(range.high, 'y', true);
      const bottom = range.low === undefined ? bbox.top + bbox.height : plot.valToPos(range.low, 'y', true);
      ctx.globalAlpha = 0.12;
      ctx.fillStyle = this.#colors.band;
      ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
      ctx.globalAlpha = 0.8;
      ctx.strokeStyle = this.#colors.band;
      ctx.lineWidth = ratio;
      ctx.setLineDash(dashes[at % dashes.length]!.map((length) => length * ratio));
      for (const [bound, y] of [
        [range.high, top],
        [range.low, bottom],
      ] as const) {
        if (bound === undefined) continue;
        ctx.beginPath();
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.stroke();
      }
    });
    ctx.restore();
  }
}

function dataOf({ series }: Lane): uPlot.AlignedData {
  return uPlot.join(
    series.map(({ points }): uPlot.AlignedData => {
      const times: number[] = [];
      const numbers: number[] = [];
      for (const { at, number } of points.filter(isPlotted)) {
        // Two results of one moment stand side by side.
        times.push(Math.max(at, (times.at(-1) ?? -Infinity) + 1));
        numbers.push(number);
      }
      return [times, numbers];
    }),
  );
}

/** Days, and the time of day where several ticks stand in one; the year at the first and where it changes. */
function timesOf(splits: readonly number[]): string[] {
  const isWithinDay = splits.length > 1 && splits[1]! - splits[0]! < day;
  let before: Readonly<Record<string, string>> | undefined;
  return splits.map((at) => {
    const now = dateParts(at)!;
    const date = `${now['day']}/${now['month']}`;
    const isNewYear = before?.['year'] !== now['year'];
    const isNewDay = isNewYear || `${before?.['day']}/${before?.['month']}` !== date;
    before = now;
    const dated = isNewYear ? `${date}/${now['year']}` : date;
    if (!isWithinDay) return isNewYear ? `${date}\n${now['year']}` : date;
    return isNewDay ? `${now['hour']}:${now['minute']}\n${dated}` : `${now['hour']}:${now['minute']}`;
  });
}
