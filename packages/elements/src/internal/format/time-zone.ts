/** Hospitals of the network live by one clock, wherever the browser stands. */
export const timeZone = 'Asia/Ho_Chi_Minh';
