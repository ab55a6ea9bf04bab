// Where the user has changed code lately, newest first: places, not texts, which are read when they are wanted.

export interface EditedPlace {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** Edits so near to one another are one place. Lines. */
const near = 8;
const kept = 20;

export class RecentEdits {
  private places: readonly EditedPlace[] = [];

  get newestFirst(): readonly EditedPlace[] {
    return this.places;
  }

  /** `grown`: lines that the edit added (or, below zero, took away): later places of the file move with it. */
  add(path: string, line: number, grown: number): void {
    const moved = this.places.map((place) =>
      place.path === path && place.line > line ? { path, line: Math.max(line, place.line + grown) } : place,
    );
    const others = moved.filter((place) => place.path !== path || Math.abs(place.line - line) > near);
    this.places = [{ path, line }, ...others].slice(0, kept);
  }
}
