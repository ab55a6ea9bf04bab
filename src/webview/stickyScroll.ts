// Follows the end of a growing answer for a user who went there, and leaves everybody else alone: reading begins at the top, below who
// answers and why.

const near = 24;

export class StickyScroll {
  private following = false;

  constructor(private readonly scroller: HTMLElement) {
    scroller.addEventListener('scroll', () => {
      const { scrollHeight, scrollTop, clientHeight } = scroller;
      // A page that just begins to scroll has its end near its top, where nobody has gone.
      this.following = scrollTop > near && scrollHeight - scrollTop - clientHeight <= near;
    });
  }

  /** After more was drawn. */
  follow(): void {
    if (this.following) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** At the start of another answer. */
  reset(): void {
    this.following = false;
    this.scroller.scrollTop = 0;
  }
}
