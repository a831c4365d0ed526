const speech = { maxaveragebitrate: 24_000, useinbandfec: 1, usedtx: 1, stereo: 0, 'sprop-stereo': 0 };

/** Asks the other end for speech at 24 kbit/s with forward error correction, and next to nothing in silence. */
export function askForSpeech(sdp: string): string {
  const payload = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp)?.[1];
  if (!payload) return sdp;
  return sdp.replace(new RegExp(`^(a=fmtp:${payload} )(.*)$`, 'gim'), (_line, start: string, given: string) => {
    const parameters = new Map(
      given
        .trim()
        .split(';')
        .map((pair) => pair.trim().split('=') as [string, string]),
    );
    for (const [name, value] of Object.entries(speech)) parameters.set(name, String(value));
    return start + [...parameters].map(([name, value]) => `${name}=${value}`).join(';');
  });
}
