import type { ImageFrame } from '@diemcau/sdk';

/** Windows that radiologists call by name, for CT in Hounsfield units. */
export const presets = {
  lung: [-600, 1500],
  mediastinum: [40, 400],
  bone: [480, 2500],
  brain: [40, 80],
  abdomen: [50, 350],
} as const satisfies Record<string, readonly [center: number, width: number]>;

/** Name of such a window. */
export type PresetName = keyof typeof presets;

/** Presets hold for values in Hounsfield units, nothing else. */
export const hasPresets = ({ instance }: ImageFrame): boolean => instance.modality === 'CT' && instance.unit === 'HU';
