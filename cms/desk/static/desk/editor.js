// Wagtail saves a draft half a second after the last key. Whoever publishes within that moment would make a new thing
// twice: once published, once as a draft. So what is sent meanwhile waits until the draft is saved, and has its address.
(() => {
  const LONGEST_WAIT = 10000;
  const saving = new WeakSet();
  const sent = new WeakSet();

  function sendOnceSaved(form, submitter) {
    const send = () => {
      if (sent.has(form)) return;
      saving.delete(form);
      // Wagtail disables a pressed button to show its progress; a disabled one would not be sent.
      if (submitter) submitter.disabled = false;
      form.requestSubmit(submitter);
    };
    form.addEventListener("w-autosave:success", send, { once: true });
    form.addEventListener("w-autosave:error", send, { once: true });
    setTimeout(send, LONGEST_WAIT);
  }

  document.addEventListener("w-autosave:save", (event) => {
    if (sent.has(event.target)) event.preventDefault();
    else saving.add(event.target);
  });
  for (const end of ["w-autosave:success", "w-autosave:error"]) {
    document.addEventListener(end, ({ target }) => saving.delete(target));
  }
  document.addEventListener(
    "submit",
    (event) => {
      if (!saving.has(event.target)) return sent.add(event.target);
      event.preventDefault();
      event.stopImmediatePropagation();
      sendOnceSaved(event.target, event.submitter);
    },
    true,
  );
})();
