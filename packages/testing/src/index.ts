export { handlers } from './gateway/handlers.js';
export { createMemoryGateway } from './gateway/memory-gateway.js';
export type { MemoryGateway, MemoryGatewayOptions } from './gateway/memory-gateway.js';
export type { GatewayState } from './gateway/state.js';
export { createInventedNetwork } from './network/create-invented-network.js';
export type { InventedNetwork, TokenRequest } from './network/create-invented-network.js';
export {
  birthDate,
  demoSiteIds,
  findChart,
  findDoctor,
  findSite,
  insuranceCard,
  inventedCharts,
  inventedDoctors,
  inventedInsuranceXml,
  inventedNow,
  inventedRecord,
  inventedSites,
  nationalId,
} from './people.js';
export type {
  Ago,
  Chart,
  Drug,
  EarlierEpisode,
  Imaging,
  InsuranceXmlOptions,
  InventedDoctor,
  InventedSite,
  Series,
  Vitals,
} from './people.js';
export {
  fakeCaseDraftStore,
  fakeCaseStore,
  fakeConsentStore,
  fakeConsultationStore,
  fakeDiemcau,
  fakeLineTestStore,
  fakeMinutesStore,
  fakeNetworkStore,
  fakeRecordStore,
  fakeStore,
  fakeWorklistStore,
} from '@diemcau/sdk/testing';
export type { FakeControls, FakeDiemcau, FakeRequest, FakeStores } from '@diemcau/sdk/testing';
export { createFakeDevices, createFakeMedia, FakeRoom, MemorySignalling } from '@diemcau/rtc/testing';
export type { FakeDevices, FakeMedia, Letter, Post } from '@diemcau/rtc/testing';
