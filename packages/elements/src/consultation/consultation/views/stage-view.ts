import type { ConsultationState, ConsultationStore } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleProperties } from '../../../internal/style-properties.js';
import { chooseMain, tileKey, tilesOf, type Tile } from '../stage/choose-main.js';
import { pointersOn } from '../stage/laser.js';
import { captionView, lookOf, pictureView, stripTile } from './tile-view.js';
import type { Say } from './say.js';

/** What the pictures need of the element. */
export interface StageOptions {
  store: ConsultationStore;
  chosen: string | undefined;
  lastSpeaker: string | undefined;
  /** Width by height of the large picture. */
  ratio: number;
  onSize(event: Event): void;
  choose(key: string): void;
  pointing?: {
    own: { x: number; y: number } | undefined;
    move(event: PointerEvent, tile: Tile): void;
    key(event: KeyboardEvent, tile: Tile): void;
  };
}

/** The large picture, fitted, with everybody's pointers; the others beside it. */
export function stageView(now: Readonly<ConsultationState>, options: StageOptions, say: Say): TemplateResult {
  const { store, chosen, lastSpeaker, choose } = options;
  const tiles = tilesOf(now.participants);
  const main = chooseMain(tiles, chosen, lastSpeaker);
  const streamOf = ({ participant, sourceId }: Tile) =>
    sourceId ? store.stream(participant.participantId, sourceId) : undefined;
  const strip = tiles.filter((tile) => tile !== main);
  return html`<div part="stage" class="stage ${strip.length ? 'many' : ''}" role="group" aria-label=${say.t.stage}>
    ${main ? mainView(main, streamOf(main), now, options, say) : nothing}
    ${
      strip.length
        ? html`<ul role="list" class="strip" aria-label=${say.t.participants}>
            ${repeat(strip, tileKey, (tile) => stripTile(tile, streamOf(tile), say, () => choose(tileKey(tile))))}
          </ul>`
        : nothing
    }
    ${now.participants.some(({ self }) => !self) ? nothing : html`<p class="alone">${say.t.alone}</p>`}
  </div>`;
}

function mainView(
  tile: Tile,
  stream: MediaStream | undefined,
  now: Readonly<ConsultationState>,
  options: StageOptions,
  say: Say,
): TemplateResult {
  const { participant, sourceId } = tile;
  return html`<div class="main ${lookOf(participant)}">
    <div class="room">
      <div class="fit ${stream ? '' : 'blank'}" ${styleProperties({ '--ratio': String(options.ratio) })}>
        ${pictureView(tile, stream, participant.name, options.onSize)} ${pointerDots(now, sourceId, options)}
        ${options.pointing && sourceId ? pointingArea(tile, options.pointing, say) : nothing}
      </div>
    </div>
    ${captionView(participant, say)}
  </div>`;
}

function pointerDots(
  { pointers, participants }: Readonly<ConsultationState>,
  sourceId: string | undefined,
  { pointing }: StageOptions,
) {
  const nameOf = (id: string) => participants.find(({ participantId }) => participantId === id)?.name ?? '';
  const dot = (x: number, y: number, name: string, own: boolean) =>
    html`<span class="dot ${own ? 'own' : ''}" ${styleProperties({ left: `${x * 100}%`, top: `${y * 100}%` })}
      ><span>${name}</span></span
    >`;
  return html`<span class="dots" aria-hidden="true">
    ${pointersOn(pointers, sourceId, Date.now()).map(({ participantId, x, y }) => dot(x, y, nameOf(participantId), false))}
    ${pointing?.own ? dot(pointing.own.x, pointing.own.y, '', true) : nothing}
  </span>`;
}

function pointingArea(tile: Tile, { move, key }: NonNullable<StageOptions['pointing']>, { t }: Say): TemplateResult {
  const drag = (event: PointerEvent) => {
    if (event.type === 'pointerdown') (event.currentTarget as Element).setPointerCapture(event.pointerId);
    if (event.buttons & 1) move(event, tile);
  };
  return html`<div
    class="pointing"
    role="application"
    tabindex="0"
    aria-label=${t.pointerArea}
    @pointerdown=${drag}
    @pointermove=${drag}
    @keydown=${(event: KeyboardEvent) => key(event, tile)}
  ></div>`;
}
