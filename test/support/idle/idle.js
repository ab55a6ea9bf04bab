// An extension that does nothing. What its activation takes is the editor's own share of every other's.
exports.activate = () => undefined;
