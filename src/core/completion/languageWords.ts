// Words of the languages themselves, which are nobody's names. One set for all: a word of one language is seldom a name in another.
export const languageWords: ReadonlySet<string> = new Set(
  (
    'if else elif elsif unless while until do for in of return break continue switch case default match when new delete typeof ' +
    'instanceof void null undefined nil None true false True False not and or is this self super throw raise try catch except finally ' +
    'with as pass end then begin yield await async const let var val mut ref def function func fn lambda class struct enum interface ' +
    'type trait impl import export from package using namespace int float double char bool boolean string str long short unsigned auto ' +
    'static final public private protected readonly extends implements print len range console Math'
  ).split(' '),
);
