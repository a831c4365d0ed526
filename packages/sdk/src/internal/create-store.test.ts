import { expect } from '@open-wc/testing';
import { createStore } from './create-store.js';

interface State {
  count: number;
  list: readonly { name: string }[];
}

describe('createStore', () => {
  it('publishes snapshots that nobody can change', () => {
    const store = createStore<State>({ count: 0, list: [{ name: 'a' }] });
    store.publish({ count: 1, list: [{ name: 'b' }] });
    expect(() => ((store.snapshot as State).count = 2)).to.throw(TypeError);
    expect(() => ((store.snapshot.list[0] as { name: string }).name = 'c')).to.throw(TypeError);
    expect(store.snapshot).to.deep.equal({ count: 1, list: [{ name: 'b' }] });
  });

  it('tells what is and what was, and nothing when nothing changed', () => {
    const store = createStore<State>({ count: 0, list: [] });
    const heard: number[][] = [];
    store.subscribe((now, was) => heard.push([now.count, was.count]));
    store.publish({ count: 0 });
    store.publish({ count: 1 });
    expect(heard).to.deep.equal([[1, 0]]);
  });

  it('stops telling who unsubscribed, also while it is telling', () => {
    const store = createStore<State>({ count: 0, list: [] });
    const heard: string[] = [];
    const leave = store.subscribe(() => {
      heard.push('first');
      leaveSecond();
    });
    const leaveSecond = store.subscribe(() => heard.push('second'));
    store.publish({ count: 1 });
    leave();
    store.publish({ count: 2 });
    expect(heard).to.deep.equal(['first']);
    expect(store.listeners).to.equal(0);
  });

  it('leaves an error object of another kind unfrozen', () => {
    const error = new Error('x');
    const store = createStore<{ error?: Error }>({});
    store.publish({ error });
    expect(Object.isFrozen(error)).to.equal(false);
  });
});
