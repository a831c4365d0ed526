import type { ParticipantView } from '@diemcau/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { initials } from '../../../internal/format/initials.js';
import { icons } from '../../../internal/icons.js';
import { mediaIcons } from '../media-icons.js';
import type { Tile } from '../stage/choose-main.js';
import { lineLevel } from '../stage/line-level.js';
import type { Say } from './say.js';

/** Whether one's own picture is shown as in a mirror. */
const isMirrored = ({ participant, kind }: Tile): boolean => participant.self && kind === 'camera';

/** The picture of a tile, or the initials of who sends none. Never with sound: that has its own outlet. */
export function pictureView(
  tile: Tile,
  stream: MediaStream | undefined,
  label: string,
  onSize?: (event: Event) => void,
): TemplateResult {
  if (!stream) return html`<span class="initials" data-initials=${initials(tile.participant.name)}></span>`;
  return html`<video
    class=${isMirrored(tile) ? 'mirrored' : ''}
    aria-label=${label}
    autoplay
    muted
    playsinline
    .muted=${true}
    .srcObject=${stream}
    @loadedmetadata=${onSize ?? nothing}
    @resize=${onSize ?? nothing}
  ></video>`;
}

/** Frame of a picture: an end that is not proved never looks like one that speaks. */
export function lookOf({ self, speaking, verified, connection }: ParticipantView): string {
  if (!self && verified === 'failed') return 'failed';
  return speaking && connection === 'connected' ? 'speaking' : '';
}

/** Who this is: name, site, whether proved, how the line is, whether speaking. */
export function captionView(participant: ParticipantView, say: Say): TemplateResult {
  const { t } = say;
  const { self, name, siteId, verified, connection, speaking, sources, line } = participant;
  const level = lineLevel(line);
  const isMuted = !sources.some(({ kind, active }) => kind === 'microphone' && active);
  const site = say.site(siteId);
  return html`<span class="caption">
    <span class="name">${name}${self ? ` (${t.me})` : nothing}</span>
    ${site ? html`<span class="site">${site}</span>` : nothing}
    <span class="marks">
      ${
        self
          ? nothing
          : html`<span class="mark ${verified}" title=${t.verified[verified]}
              >${verified === 'verified' ? icons.verified : icons.unverified}<span
                class=${verified === 'verified' ? 'visually-hidden' : ''}
                >${t.verified[verified]}</span
              ></span
            >`
      }
      ${isMuted ? html`<span class="mark" title=${t.muted}>${mediaIcons.microphoneOff}<span class="visually-hidden">${t.muted}</span></span>` : nothing}
      ${speaking && connection === 'connected' ? html`<span class="mark speaking">${mediaIcons.speaker}${t.speaking}</span>` : nothing}
      ${connection !== 'connected' ? html`<span class="mark attention">${icons.offline}${t.connection[connection]}</span>` : nothing}
      ${
        self || connection !== 'connected'
          ? nothing
          : html`<span class="mark line ${level}" title=${t.levels[level]}
              >${icons.line}<span class=${level === 'poor' ? '' : 'visually-hidden'}>${t.levels[level]}</span></span
            >`
      }
    </span>
  </span>`;
}

/** A small tile that becomes the large one when pressed. */
export function stripTile(tile: Tile, stream: MediaStream | undefined, say: Say, enlarge: () => void): TemplateResult {
  const { participant } = tile;
  return html`<li class="tile ${lookOf(participant)}">
    <button type="button" class="picture" aria-label=${say.t.enlarge(participant.name)} @click=${enlarge}>
      ${pictureView(tile, stream, participant.name)}
    </button>
    ${captionView(participant, say)}
  </li>`;
}
