// The end of a text that comes in pieces, within a bound: what a program printed last is where its failure stands.

export class LastText {
  private readonly pieces: string[] = [];
  private length = 0;

  /** `most`: UTF-16 units that are kept at least, and at most twice. */
  constructor(private readonly most: number) {}

  push(piece: string): void {
    this.pieces.push(piece);
    this.length += piece.length;
    if (this.length > 2 * this.most) {
      const kept = this.text().slice(-this.most);
      this.pieces.splice(0, this.pieces.length, kept);
      this.length = kept.length;
    }
  }

  text(): string {
    return this.pieces.join('');
  }
}
