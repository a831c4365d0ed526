/** A moving picture and a tone, made in the page: real tracks without a camera or a microphone. */
export interface FakeMedia {
  camera(size?: { width: number; height: number; hue?: number }): MediaStreamTrack;
  microphone(frequency?: number): MediaStreamTrack;
  /** Stops every track and the drawing. */
  close(): Promise<void>;
}

/** Makes fake media; in a browser only. */
export function createFakeMedia(): FakeMedia {
  const tracks: MediaStreamTrack[] = [];
  const drawings: ReturnType<typeof setInterval>[] = [];
  let audio: AudioContext | undefined;
  const keep = (track: MediaStreamTrack | undefined) => {
    if (!track) throw new Error('no track');
    tracks.push(track);
    return track;
  };
  return {
    camera({ width, height, hue = 200 } = { width: 320, height: 240 }) {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = canvas.getContext('2d')!;
      let turn = 0;
      const draw = () => {
        context.fillStyle = `hsl(${hue} 60% 40%)`;
        context.fillRect(0, 0, width, height);
        context.fillStyle = 'white';
        context.fillRect((turn++ * 7) % width, height / 3, width / 8, height / 3);
      };
      draw();
      drawings.push(setInterval(draw, 66));
      return keep(canvas.captureStream(15).getVideoTracks()[0]);
    },
    microphone(frequency = 440) {
      audio ??= new AudioContext();
      const tone = new OscillatorNode(audio, { frequency });
      const out = audio.createMediaStreamDestination();
      tone.connect(new GainNode(audio, { gain: 0.1 })).connect(out);
      tone.start();
      return keep(out.stream.getAudioTracks()[0]);
    },
    async close() {
      for (const drawing of drawings) clearInterval(drawing);
      for (const track of tracks) track.stop();
      if (audio && audio.state !== 'closed') await audio.close();
    },
  };
}
