/** Where each element comes from; a bundler makes one chunk of each. */
export const tags: Readonly<Record<string, () => Promise<unknown>>> = {
  'diemcau-network': () => import('./network/network/network.define.js'),
  'diemcau-directory': () => import('./network/directory/directory.define.js'),
  'diemcau-worklist': () => import('./case/worklist/worklist.define.js'),
  'diemcau-case-form': () => import('./case/case-form/case-form.define.js'),
  'diemcau-case': () => import('./case/case/case.define.js'),
  'diemcau-consent': () => import('./consent/consent/consent.define.js'),
  'diemcau-record': () => import('./record/record/record.define.js'),
  'diemcau-image': () => import('./record/dicom/image/image.define.js'),
  'diemcau-consultation': () => import('./consultation/consultation/consultation.define.js'),
  'diemcau-line-test': () => import('./consultation/line-test/line-test.define.js'),
  'diemcau-minutes': () => import('./minutes/minutes/minutes.define.js'),
};

/** Methods that may be called before their element is there; the calls are kept and replayed. */
export const methods: Readonly<Record<string, readonly string[]>> = {
  'diemcau-network': ['connect', 'signOut'],
  'diemcau-worklist': ['refresh', 'selectNext'],
  'diemcau-case-form': ['submit'],
  'diemcau-record': ['goTo', 'textOf'],
  'diemcau-image': ['textOf', 'still'],
};
