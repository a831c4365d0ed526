export { generateRecord } from '@diemcau/testing/people';
