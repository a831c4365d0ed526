// simple-peer is a Node stream so that others can pipe through its data channel. The call engine has lanes of its own and never reads from
// it, writes to it or pipes it: what is left of a stream are its events, and a beginning at which both directions have ended already.
const EventEmitter = require('eventemitter3');

exports.Duplex = class extends EventEmitter {
  _readableState = { ended: true };
  _writableState = { finished: true };
};
