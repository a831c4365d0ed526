// A page of the older kind: jQuery UI moves the dialog's content to the end of <body>, outside <diemcau-network>.
jQuery(function ($) {
  $('#dialog').dialog({ autoOpen: false, modal: true });
  $('#grdBenhNhan').on('click', '[data-open]', function () {
    const id = this.dataset.open;
    const caseId = this.dataset.case;
    const element = document.createElement(caseId ? 'diemcau-case' : 'diemcau-case-form');
    if (caseId) element.setAttribute('case-id', caseId);
    else {
      element.setAttribute('patient-id', id);
      element.dataset.opened = '/his/benh-nhan/' + id + '/ca';
      fetch('/his/benh-nhan/' + id + '/ho-so.json')
        .then((response) => response.json())
        .then((record) => (element.prefill = record));
    }
    $('#dialog')
      .empty()
      .append(element)
      .dialog('option', {
        title: id,
        width: Math.min(900, innerWidth - 16),
        height: Math.min(620, innerHeight - 16),
      })
      .dialog('open');
  });
  $('#dialog').on('dialogclose', () => $('#dialog').empty());
});
