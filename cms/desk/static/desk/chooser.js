// Opens in the folder that it is told, not at the root of all folders.
window.SiblingChooser = class extends window.PageChooser {
  getModalOptions() {
    return { parentId: this.opts.parentId, ...super.getModalOptions() };
  }
};
