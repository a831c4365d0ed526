/** Languages of the interface; Vietnamese comes first and is always there. */
export type Locale = 'vi' | 'en';
