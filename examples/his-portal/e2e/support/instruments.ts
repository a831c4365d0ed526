/**
 * Runs in every page before its scripts: remembers connections and sockets, so that a test can count decoded frames and cut lines as
 * a network would, and reports violations of the page's policy. Source text, for the browser.
 */
export const instruments = `(() => {
  // Functions of the tests that run in a page are wrapped so by the compiler.
  window.__name ??= (one) => one;
  if (window.__diemcau) return;
  const kept = (window.__diemcau = { peers: [], sockets: [], events: [] });
  const keep = (name, list) => {
    const Native = window[name];
    if (!Native) return;
    window[name] = new Proxy(Native, { construct(target, args) { const made = Reflect.construct(target, args); list.push(made); return made; } });
  };
  keep('RTCPeerConnection', kept.peers);
  keep('WebSocket', kept.sockets);
  document.addEventListener('securitypolicyviolation', (event) => window.diemcauViolation(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile));
  for (const type of ['diemcau-case-submitted', 'diemcau-consent-signed', 'diemcau-consent-refused', 'diemcau-consent-withdrawn', 'diemcau-record-loaded', 'diemcau-consultation-joined', 'diemcau-consultation-reconnecting', 'diemcau-consultation-reconnected', 'diemcau-consultation-left', 'diemcau-consultation-ended', 'diemcau-minutes-signed', 'diemcau-minutes-completed', 'diemcau-error', 'diemcau-network-connected', 'diemcau-network-disconnected'])
    document.addEventListener(type, (event) => kept.events.push({ type, detail: event.detail }), true);
  kept.framesDecoded = async () => {
    let frames = 0;
    for (const peer of kept.peers)
      if (peer.connectionState !== 'closed')
        for (const report of (await peer.getStats()).values()) if (report.type === 'inbound-rtp' && report.kind === 'video') frames += report.framesDecoded ?? 0;
    return frames;
  };
  kept.connected = () => kept.peers.filter((peer) => peer.connectionState === 'connected').length;
  kept.openSockets = () => kept.sockets.filter((socket) => socket.readyState === 1).length;
})();`;
