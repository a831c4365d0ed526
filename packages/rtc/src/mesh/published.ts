import type { LocalSource, SourceEncoding } from '../room.js';
import type { SendingWish } from './sender-control.js';

/** A source of this end as every link sends it. Its stream carries the id that names it on the wire, and no track. */
export class Published {
  readonly stream = new MediaStream();
  encoding: SourceEncoding = {};
  source: LocalSource;

  constructor(source: LocalSource) {
    this.source = source;
  }

  get track(): MediaStreamTrack | null {
    const { track } = this.source;
    return track && track.readyState === 'live' ? track : null;
  }

  /**
   * What one link is to send of it.
   * @param width pixels that the other end shows; undefined = not said
   * @param paused the line to it is silent
   */
  wish(width: number | undefined, paused: boolean): SendingWish {
    const { kind, active } = this.source;
    const { active: allowed = true, maxBitrate, maxFramerate, maxHeight } = this.encoding;
    if (kind === 'microphone') {
      // A muted microphone goes on sending its silence (a few packets a second): that is the link's sign of life.
      return { active: allowed, maxBitrate, priority: 'high' };
    }
    const size = this.track?.getSettings();
    const byHeight = maxHeight && size?.height ? size.height / maxHeight : 1;
    const byWidth = width && size?.width ? size.width / width : 1;
    return {
      active: active && allowed && width !== 0 && !paused,
      maxBitrate,
      maxFramerate,
      scaleResolutionDownBy: Math.max(1, byHeight, byWidth),
    };
  }
}
