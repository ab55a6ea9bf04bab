// Follows the end of a growing answer while the user is there, and leaves the user alone anywhere else.

const near = 24;

export class StickyScroll {
  private following = true;

  constructor(private readonly scroller: HTMLElement) {
    scroller.addEventListener('scroll', () => {
      this.following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= near;
    });
  }

  /** After more was drawn. */
  follow(): void {
    if (this.following) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** At the start of another answer. */
  reset(): void {
    this.following = true;
    this.scroller.scrollTop = 0;
  }
}
