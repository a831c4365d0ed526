import type { ParticipantView } from '@diemcau/sdk';

/** A picture on the stage, or a person without one. */
export interface Tile {
  participant: ParticipantView;
  /** Source that is shown; undefined when the person sends no picture. */
  sourceId?: string;
  kind?: ParticipantView['sources'][number]['kind'];
}

/** One tile per active picture, and one for each person who sends none. */
export function tilesOf(participants: readonly ParticipantView[]): Tile[] {
  return participants.flatMap((participant): Tile[] => {
    const pictures = participant.sources.filter(({ kind, active }) => active && kind !== 'microphone');
    return pictures.length
      ? pictures.map(({ sourceId, kind }) => ({ participant, sourceId, kind }))
      : [{ participant }];
  });
}

/** Key of a tile, stable while its source lives. */
export const tileKey = ({ participant, sourceId }: Tile): string => `${participant.participantId} ${sourceId ?? ''}`;

/** The tile that is shown large: the chosen one, else what somebody shows (screen, device), else who spoke last, else the first other. */
export function chooseMain(
  tiles: readonly Tile[],
  chosen: string | undefined,
  lastSpeaker: string | undefined,
): Tile | undefined {
  const others = tiles.filter(({ participant }) => !participant.self);
  return (
    tiles.find((tile) => tileKey(tile) === chosen) ??
    others.find(({ kind }) => kind !== undefined && kind !== 'camera') ??
    others.find(({ participant }) => participant.participantId === lastSpeaker) ??
    others.find(({ sourceId }) => sourceId !== undefined) ??
    others[0] ??
    tiles[0]
  );
}
