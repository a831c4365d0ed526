/**
 * Types of FHIR are named with their file's ending in what is published: under `moduleResolution` node16 the bare
 * `fhir/r4` of @types/fhir, which has no `exports`, is not found and would silently be `any`.
 */
export function fhirTypes() {
  return {
    name: 'fhir-types',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle))
          if (file.type === 'asset' && file.fileName.endsWith('.d.ts'))
            file.source = String(file.source).replace(/(['"])fhir\/r4\1/gu, "'fhir/r4.js'");
      },
    },
  };
}
