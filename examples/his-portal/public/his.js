// The HIS's own page code: a few lines between its pages and the widgets. Plain JavaScript, as the vendor would write it.
const post = (url, body) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Diemcau': '1' },
    body: JSON.stringify(body),
  });

// The request form is filled from what the HIS has: its FHIR export, or the insurance XML.
for (const form of document.querySelectorAll('diemcau-case-form[data-prefill]')) {
  const response = await fetch(form.dataset.prefill);
  const isXml = form.dataset.prefill.endsWith('.xml');
  form.prefill = isXml ? await response.text() : await response.json();
}

// A case was sent: the HIS notes whose it is and opens it in the patient's file.
document.addEventListener('diemcau-case-submitted', async (event) => {
  const form = event.composedPath().find((target) => target.dataset?.opened);
  if (!form) return;
  const response = await post(form.dataset.opened, { caseId: event.detail.caseId });
  if (response.ok) location.assign((await response.json()).page);
});

// A case was chosen in the worklist.
document.addEventListener('diemcau-case-selected', (event) => {
  const list = event.composedPath().find((target) => target.dataset?.casePage);
  if (list) location.assign(list.dataset.casePage + event.detail.caseId);
});

// Signing out of the HIS signs out of the network first: keys and drafts of this person leave the PC.
for (const form of document.querySelectorAll('form[data-sign-out]'))
  form.addEventListener('submit', async (event) => {
    const network = document.querySelector('diemcau-network');
    if (!network) return;
    event.preventDefault();
    await network.signOut().catch(() => undefined);
    form.submit();
  });

for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print());
