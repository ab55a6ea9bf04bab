// Formats whose toolchains are seldom at hand: shapes from the languages' own documentation.
import { describe, expect, it } from 'vitest';
import { parseStackTrace } from '../../../../src/core/stackTrace/parseStackTrace';

interface Shape {
  readonly name: string;
  readonly text: string;
  readonly language: string;
  readonly errors: readonly string[];
  /** `file:line function`, `!` for library code, and the error's index. */
  readonly frames: readonly string[];
}

const shapes: readonly Shape[] = [
  {
    name: 'Ruby, newest first, with a cause',
    text: "app.rb:3:in `parse': no number (ArgumentError)\n\tfrom app.rb:8:in `block in run'\n\tfrom app.rb:12:in `<main>'\nlib/io.rb:2:in 'File#read': gone (Errno::ENOENT)\n\tfrom app.rb:2:in 'parse'",
    language: 'ruby',
    errors: ['primary ArgumentError: no number', 'cause Errno::ENOENT: gone'],
    frames: [
      'app.rb:3 parse 0',
      'app.rb:8 block in run 0',
      'app.rb:12 <main> 0',
      'lib/io.rb:2 File#read 1',
      'app.rb:2 parse 1',
    ],
  },
  {
    name: 'Ruby, newest last',
    text: "Traceback (most recent call last):\n\t2: from app.rb:12:in `<main>'\n\t1: from app.rb:8:in `run'\napp.rb:3:in `parse': no number (ArgumentError)",
    language: 'ruby',
    errors: ['primary ArgumentError: no number'],
    frames: ['app.rb:12 <main> 0', 'app.rb:8 run 0', 'app.rb:3 parse 0'],
  },
  {
    name: 'JUnit console launcher',
    text: "Failures (1):\n  JUnit Jupiter:BoxTest:equal()\n    MethodSource [className = 'com.ex.BoxTest', methodName = 'equal', methodParameterTypes = '']\n    => org.opentest4j.AssertionFailedError: expected: <3> but was: <2>\n       org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)\n       com.ex.BoxTest.equal(BoxTest.java:15)\n       [...]\n",
    language: 'java',
    errors: ['primary org.opentest4j.AssertionFailedError: expected: <3> but was: <2>'],
    frames: [
      'AssertionUtils.java:55 org.junit.jupiter.api.AssertionUtils.fail! 0',
      'BoxTest.java:15 com.ex.BoxTest.equal 0',
    ],
  },
  {
    name: 'PHPUnit',
    text: 'There were 2 failures:\n\n1) Tests\\BoxTest::testEqual\nFailed asserting that 2 matches expected 3.\n\n/app/tests/BoxTest.php:15\n\n2) Tests\\BoxTest::testThrows\nTypeError: measure(): Argument #1 ($x) must be of type string, null given, called in C:\\app\\tests\\BoxTest.php on line 9\n\nC:\\app\\src\\Box.php:4\nC:\\app\\tests\\BoxTest.php:9\n',
    language: 'php',
    errors: [
      'primary -: Failed asserting that 2 matches expected 3.',
      'primary TypeError: measure(): Argument #1 ($x) must be of type string, null given, called in C:\\app\\tests\\BoxTest.php on line 9',
    ],
    frames: ['/app/tests/BoxTest.php:15 - 0', 'C:\\app\\src\\Box.php:4 - 1', 'C:\\app\\tests\\BoxTest.php:9 - 1'],
  },
  {
    name: 'GoogleTest',
    text: '[ RUN      ] Box.Equal\n/home/ann/shop/tests/box_test.cc:15: Failure\nExpected equality of these values:\n  measure("ab")\n    Which is: 2\n  3\n[  FAILED  ] Box.Equal (0 ms)\n',
    language: 'cpp',
    errors: ['primary -: Expected equality of these values:'],
    frames: ['/home/ann/shop/tests/box_test.cc:15 - 0'],
  },
  {
    name: 'dotnet test',
    text: "  Failed Shop.Tests.BoxTests.Measures [12 ms]\n  Error Message:\n   System.ArgumentNullException : Value cannot be null. (Parameter 'x')\n  Stack Trace:\n     at Shop.Box.Measure(String x) in D:\\a\\shop\\src\\Box.cs:line 17\n   at Shop.Tests.BoxTests.Measures() in D:\\a\\shop\\tests\\BoxTests.cs:line 9\n   at System.RuntimeMethodHandle.InvokeMethod(Object target, Void** arguments, Signature sig, Boolean isConstructor)\n  Failed Shop.Tests.BoxTests.Equal [1 ms]\n  Error Message:\n   Assert.Equal() Failure: Values differ\nExpected: 3\nActual:   2\n  Stack Trace:\n     at Shop.Tests.BoxTests.Equal() in D:\\a\\shop\\tests\\BoxTests.cs:line 15\n",
    language: 'csharp',
    errors: [
      "primary System.ArgumentNullException: Value cannot be null. (Parameter 'x')",
      'primary -: Assert.Equal() Failure: Values differ',
    ],
    frames: [
      'D:\\a\\shop\\src\\Box.cs:17 Shop.Box.Measure(String x) 0',
      'D:\\a\\shop\\tests\\BoxTests.cs:9 Shop.Tests.BoxTests.Measures() 0',
      '-:- System.RuntimeMethodHandle.InvokeMethod(Object target, Void** arguments, Signature sig, Boolean isConstructor)! 0',
      'D:\\a\\shop\\tests\\BoxTests.cs:15 Shop.Tests.BoxTests.Equal() 1',
    ],
  },
  {
    name: 'Mono, which prints the exception and then again as fatal',
    text: 'Unhandled Exception:\nSystem.ArgumentException: bad size\n  at Shop.Box.Measure (System.String x) [0x00001] in /app/Box.cs:17 \n  at Shop.Program.Main (System.String[] args) [0x00000] in /app/Program.cs:5 \n[ERROR] FATAL UNHANDLED EXCEPTION: System.ArgumentException: bad size\n  at Shop.Box.Measure (System.String x) [0x00001] in /app/Box.cs:17 \n  at Shop.Program.Main (System.String[] args) [0x00000] in /app/Program.cs:5 \n',
    language: 'csharp',
    errors: ['primary System.ArgumentException: bad size', 'primary System.ArgumentException: bad size'],
    frames: [
      '/app/Box.cs:17 Shop.Box.Measure (System.String x) 0',
      '/app/Program.cs:5 Shop.Program.Main (System.String[] args) 0',
      '/app/Box.cs:17 Shop.Box.Measure (System.String x) 1',
      '/app/Program.cs:5 Shop.Program.Main (System.String[] args) 1',
    ],
  },
  {
    name: 'Go, cut at its start, above a call without a number',
    text: 'main.load()\n\t/home/ann/shop/load.go:12 +0x1d\nmain.main()\n\t/home/ann/shop/main.go:5 +0x20\n',
    language: 'go',
    errors: ['primary -: -'],
    frames: ['/home/ann/shop/load.go:12 main.load 0', '/home/ann/shop/main.go:5 main.main 0'],
  },
  {
    name: '.NET, an aggregate whose second error ends with its mark',
    text: 'System.AggregateException: One or more errors occurred. (first) (second)\n ---> System.InvalidOperationException: first\n   at App.A.Run() in /src/A.cs:line 10\n   --- End of inner exception stack trace ---\n   at App.Program.Main() in /src/Program.cs:line 5\n ---> (Inner Exception #1) System.ArgumentException: second\n   at App.B.Run() in /src/B.cs:line 20<---\n',
    language: 'csharp',
    errors: [
      'primary System.AggregateException: One or more errors occurred. (first) (second)',
      'cause System.InvalidOperationException: first',
      'cause System.ArgumentException: second',
    ],
    frames: ['/src/A.cs:10 App.A.Run() 1', '/src/Program.cs:5 App.Program.Main() 0', '/src/B.cs:20 App.B.Run() 2'],
  },
  {
    name: 'Go, as pkg/errors prints where an error was made',
    text: 'cart is empty\nexample.com/shop/cart.(*Cart).Total\n\t/home/ann/shop/cart/cart.go:12\nmain.main\n\t/home/ann/shop/main.go:5\nruntime.main\n\t/usr/local/go/src/runtime/proc.go:250\n',
    language: 'go',
    errors: ['primary -: cart is empty'],
    frames: [
      '/home/ann/shop/cart/cart.go:12 example.com/shop/cart.(*Cart).Total 0',
      '/home/ann/shop/main.go:5 main.main 0',
      '/usr/local/go/src/runtime/proc.go:250 runtime.main! 0',
    ],
  },
  {
    name: 'Go, as zap logs it',
    text: '{"level":"error","msg":"failed","error":"boom","stacktrace":"main.load\\n\\t/home/ann/shop/load.go:12\\nmain.main\\n\\t/home/ann/shop/main.go:5"}\n',
    language: 'go',
    errors: ['primary -: -'],
    frames: ['/home/ann/shop/load.go:12 main.load 0', '/home/ann/shop/main.go:5 main.main 0'],
  },
  {
    name: 'Go, a failed assertion of testify',
    text: '--- FAIL: TestTotal (0.00s)\n    cart_test.go:12: \n        \tError Trace:\t/home/ann/shop/cart_test.go:12\n        \tError:      \tNot equal: \n        \t            \texpected: 4\n        \t            \tactual  : 3\n        \tTest:       \tTestTotal\nFAIL\n',
    language: 'go',
    errors: ['primary -: Not equal:'],
    frames: ['cart_test.go:12 TestTotal 0'],
  },
  {
    name: 'ExUnit, a failed assertion',
    text: '  1) test total (CartTest)\n     test/cart_test.exs:5\n     Assertion with == failed\n     code:  assert total() == 4\n     left:  3\n     right: 4\n     stacktrace:\n       test/cart_test.exs:6: (test)\n',
    language: 'elixir',
    errors: ['primary -: Assertion with == failed'],
    frames: ['test/cart_test.exs:6 (test) 0'],
  },
  {
    name: 'Dart, a failed expectation below a library without a place',
    text: '00:01 +0 -1: cart totals [E]\n  Expected: <4>\n    Actual: <3>\n\n  package:matcher       expect\n  test/cart_test.dart 8:5  main.<fn>\n',
    language: 'dart',
    errors: ['primary -: Expected: <4>'],
    frames: ['test/cart_test.dart:8 main.<fn> 0'],
  },
  {
    name: 'Rails, a template whose method is not named',
    text: "ActionView::Template::Error (undefined method 'name' for nil):\n    10: <p>\n    11:   <%= @user.name %>\n    12: </p>\n\napp/views/users/show.html.erb:11\napp/controllers/users_controller.rb:5:in 'show'\n",
    language: 'ruby',
    errors: ["primary ActionView::Template::Error: undefined method 'name' for nil"],
    frames: ['app/views/users/show.html.erb:11 - 0', 'app/controllers/users_controller.rb:5 show 0'],
  },
  {
    name: 'Rust, a report of anyhow with its causes',
    text: 'Error: reading config\n\nCaused by:\n    0: opening file\n    1: No such file or directory (os error 2)\n\nStack backtrace:\n   0: app::config::load\n             at ./src/config.rs:10:5\n   1: app::main\n             at ./src/main.rs:4:3\n',
    language: 'rust',
    errors: ['primary -: reading config', 'cause -: opening file', 'cause -: No such file or directory (os error 2)'],
    frames: ['./src/config.rs:10 app::config::load 0', './src/main.rs:4 app::main 0'],
  },
  {
    name: 'lldb, with why it stopped',
    text: "* thread #1, queue = 'com.apple.main-thread', stop reason = EXC_BAD_ACCESS (code=1, address=0x0)\n  * frame #0: 0x0000000100003f2c app`total(cart=0x0000000000000000) at cart.c:12:15\n    frame #1: 0x0000000100003f60 app`main at main.c:5:3\n",
    language: 'c',
    errors: ['primary EXC_BAD_ACCESS: code=1, address=0x0'],
    frames: ['cart.c:12 total 0', 'main.c:5 main 0'],
  },
  {
    name: 'Gradle, in short',
    text: 'CartTest > total() FAILED\n    java.lang.IllegalStateException at CartTest.kt:8\n        Caused by: java.io.IOException at Prices.java:31\n\nCartTest > empty() FAILED\n    org.opentest4j.AssertionFailedError at CartTest.kt:15\n\n4 tests completed, 2 failed\n',
    language: 'kotlin',
    errors: [
      'primary java.lang.IllegalStateException: -',
      'cause java.io.IOException: -',
      'primary org.opentest4j.AssertionFailedError: -',
    ],
    frames: ['CartTest.kt:8 - 0', 'Prices.java:31 - 1', 'CartTest.kt:15 - 2'],
  },
  {
    name: 'Swift, brief',
    text: '/Users/ann/Shop/Tests/BoxTests.swift:9: error: -[ShopTests.BoxTests testEqual] : XCTAssertEqual failed: ("2") is not equal to ("3")\nShop/Box.swift:4: Fatal error: Unexpectedly found nil while unwrapping an Optional value\nThread 0 crashed:\n\n0 Box.size.getter + 48 in Shop at /Users/ann/Shop/Sources/Shop/Box.swift:4:18\n1 main + 12 in Shop at /Users/ann/Shop/Sources/Shop/main.swift:3:7\n',
    language: 'swift',
    errors: ['primary Fatal error: Unexpectedly found nil while unwrapping an Optional value'],
    frames: [
      'Shop/Box.swift:4 - 0',
      '/Users/ann/Shop/Sources/Shop/Box.swift:4 Box.size.getter 0',
      '/Users/ann/Shop/Sources/Shop/main.swift:3 main 0',
    ],
  },
  {
    name: 'RSpec',
    text: "Failures:\n\n  1) Box measures\n     Failure/Error: @x.length\n\n     NoMethodError:\n       undefined method `length' for nil:NilClass\n     # ./lib/box.rb:4:in `size'\n     # ./spec/box_spec.rb:6:in `block (2 levels) in <top (required)>'\n\n  2) Box equals\n     Failure/Error: expect(measure('ab')).to eq(3)\n\n       expected: 3\n            got: 2\n\n       (compared using ==)\n     # ./spec/box_spec.rb:10:in `block (2 levels) in <top (required)>'\n",
    language: 'ruby',
    errors: ["primary NoMethodError: undefined method `length' for nil:NilClass", 'primary -: expected: 3'],
    frames: [
      './lib/box.rb:4 size 0',
      './spec/box_spec.rb:6 block (2 levels) in <top (required)> 0',
      './spec/box_spec.rb:10 block (2 levels) in <top (required)> 1',
    ],
  },
  {
    name: 'Rust, crates with their hashes and frames without a place',
    text: "thread 'main' panicked at src/boxes.rs:2:24:\nno box\nstack backtrace:\n   0: core[c1f1a4ba060b9bfa]::fmt::write\n   1: shop::boxes::size\n             at ./src/boxes.rs:2:24\n   2: std::rt::lang_start\n   3: corelib::run",
    language: 'rust',
    errors: ['primary panic: no box'],
    frames: [
      'src/boxes.rs:2 - 0',
      '-:- core[c1f1a4ba060b9bfa]::fmt::write! 0',
      './src/boxes.rs:2 shop::boxes::size 0',
      '-:- std::rt::lang_start! 0',
      '-:- corelib::run 0',
    ],
  },
  {
    name: 'minitest',
    text: "Error:\nCartTest#test_total:\nNoMethodError: undefined method 'x' for nil\n    lib/cart.rb:9:in 'Cart#total'\n    test/cart_test.rb:4:in 'CartTest#test_total'",
    language: 'ruby',
    errors: ["primary NoMethodError: undefined method 'x' for nil"],
    frames: ['lib/cart.rb:9 Cart#total 0', 'test/cart_test.rb:4 CartTest#test_total 0'],
  },
  {
    name: 'PHP, a chain',
    text: 'PHP Fatal error:  Uncaught PDOException: no server in /app/db.php:5\nStack trace:\n#0 /app/db.php(5): PDO->__construct()\n#1 {main}\n\nNext App\\StoreError: no store in /app/store.php:9\nStack trace:\n#0 /app/vendor/symfony/x.php(3): App\\Store->open(Array)\n#1 {main}\n  thrown in /app/store.php on line 9',
    language: 'php',
    errors: ['cause PDOException: no server', 'primary App\\StoreError: no store'],
    frames: [
      '/app/db.php:5 - 0',
      '/app/db.php:5 PDO->__construct 0',
      '-:- {main} 0',
      '/app/store.php:9 - 1',
      '/app/vendor/symfony/x.php:3 App\\Store->open! 1',
      '-:- {main} 1',
      '/app/store.php:9 - 1',
    ],
  },
  {
    name: '.NET, inner and resumed',
    text: 'Unhandled exception. System.InvalidOperationException: outer\n ---> System.FormatException: inner\n   at Shop.Numbers.Parse(String text) in C:\\src\\Numbers.cs:line 12\n   --- End of inner exception stack trace ---\n   at Shop.Orders.<Total>d__3.MoveNext() in C:\\src\\Orders.cs:line 30\n--- End of stack trace from previous location ---\n   at System.Threading.Tasks.Task.Wait()',
    language: 'csharp',
    errors: ['primary System.InvalidOperationException: outer', 'cause System.FormatException: inner'],
    frames: [
      'C:\\src\\Numbers.cs:12 Shop.Numbers.Parse(String text) 1',
      'C:\\src\\Orders.cs:30 Shop.Orders.<Total>d__3.MoveNext() 0',
      '-:- System.Threading.Tasks.Task.Wait()! 0',
    ],
  },
  {
    name: '.NET in German',
    text: 'System.Exception: kaputt\n   bei App.Main.Run() in C:\\a b\\Main.cs:Zeile 7.',
    language: 'csharp',
    errors: ['primary System.Exception: kaputt'],
    frames: ['C:\\a b\\Main.cs:7 App.Main.Run() 0'],
  },
  {
    name: 'Elixir in ExUnit',
    text: '  1) test total (CartTest)\n     test/cart_test.exs:4\n     ** (KeyError) key :x not found in: %{}\n     code: assert Cart.total(%{}) == 1\n     stacktrace:\n       (elixir 1.15.0) lib/map.ex:535: Map.fetch!/2\n       (cart 0.1.0) lib/cart.ex:3: Cart.total/1\n       test/cart_test.exs:5: (test)',
    language: 'elixir',
    errors: ['primary KeyError: key :x not found in: %{}'],
    frames: ['lib/map.ex:535 Map.fetch!/2! 0', 'lib/cart.ex:3 Cart.total/1 0', 'test/cart_test.exs:5 (test) 0'],
  },
  {
    name: 'Dart, terse',
    text: 'Bad state: No element\ndart:collection-patch/list.dart 12:5    ListBase.first\npackage:shop/cart.dart 20:9             Cart.total\ntest/cart_test.dart 7:3                 main.<fn>',
    language: 'dart',
    errors: ['primary Bad state: No element'],
    frames: [
      'dart:collection-patch/list.dart:12 ListBase.first! 0',
      'package:shop/cart.dart:20 Cart.total 0',
      'test/cart_test.dart:7 main.<fn> 0',
    ],
  },
  {
    name: 'Swift',
    text: 'Swift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range\n* thread #1, queue = main\n  * frame #0: 0x000000010 app`Cart.total(items=1) at Cart.swift:14:9\n    frame #1: 0x000000011 app`main at main.swift:3:1',
    language: 'swift',
    errors: ['primary Fatal error: Index out of range'],
    frames: ['Cart.swift:14 Cart.total 0', 'main.swift:3 main 0'],
  },
  {
    name: 'a data race in Go',
    text: 'WARNING: DATA RACE\nWrite at 0x00c0 by goroutine 7:\n  main.bump()\n      /app/main.go:9 +0x44\n\nPrevious write at 0x00c0 by goroutine 6:\n  main.bump()\n      /app/main.go:9 +0x44',
    language: 'go',
    errors: ['primary DATA RACE: '],
    frames: ['/app/main.go:9 main.bump 0', '/app/main.go:9 main.bump 0'],
  },
  {
    name: 'Android log',
    text: '01-02 03:04:05.678  1234  1234 E AndroidRuntime: FATAL EXCEPTION: main\n01-02 03:04:05.678  1234  1234 E AndroidRuntime: java.lang.IllegalStateException: x\n01-02 03:04:05.678  1234  1234 E AndroidRuntime: \tat com.shop.Cart.total(Cart.kt:4)\n01-02 03:04:05.678  1234  1234 E AndroidRuntime: \tat android.os.Handler.run(Handler.java:9)',
    language: 'kotlin',
    errors: ['primary java.lang.IllegalStateException: x'],
    frames: ['Cart.kt:4 com.shop.Cart.total 0', 'Handler.java:9 android.os.Handler.run! 0'],
  },
  {
    name: 'logback with packaging data, root cause first',
    text: 'java.io.IOException: disk\n\tat com.shop.Disk.read(Disk.java:3) ~[shop.jar:1.0]\nWrapped by: com.shop.StoreError: store\n\tat com.shop.Store.load(Store.java:7) [shop.jar:1.0]',
    language: 'java',
    errors: ['cause java.io.IOException: disk', 'primary com.shop.StoreError: store'],
    frames: ['Disk.java:3 com.shop.Disk.read 0', 'Store.java:7 com.shop.Store.load 1'],
  },
  {
    name: 'IPython',
    text: "KeyError                 Traceback (most recent call last)\nCell In[3], line 2\n      1 x = {}\n----> 2 load(x)\n\nFile ~/shop/rows.py:12, in load(rows)\n---> 12     return rows['a']\n\nKeyError: 'a'",
    language: 'python',
    errors: ["primary KeyError: 'a'"],
    frames: ['Cell In[3]:2 - 0', '~/shop/rows.py:12 load 0'],
  },
  {
    name: 'Python on old interpreters and Windows',
    text: 'Traceback (most recent call last):\n  File "C:\\app\\a.py", line 3, in ?\n    f()\nIndexError',
    language: 'python',
    errors: ['primary IndexError: '],
    frames: ['C:\\app\\a.py:3 ? 0'],
  },
  {
    name: 'a browser console',
    text: 'Uncaught (in promise) TypeError: x is undefined\n    load https://shop.example/assets/app.js:10\n    at async start (https://shop.example/assets/app.js:30:5)',
    language: 'javascript',
    errors: ['primary TypeError: x is undefined'],
    frames: ['https://shop.example/assets/app.js:30 start 0'],
  },
  {
    name: 'a JSON log line with other fields',
    text: '{"level":50,"time":1,"err":{"type":"TypeError","message":"m","stack":"TypeError: m\\n    at f (C:\\\\app\\\\a.js:2:3)\\n    at g (/app/b.js:4:5)"},"msg":"m"}',
    language: 'javascript',
    errors: ['primary TypeError: m'],
    frames: ['C:\\app\\a.js:2 f 0', '/app/b.js:4 g 0'],
  },
  {
    name: 'Laravel: the exception as Monolog writes it',
    text: '[2024-03-01 10:22:33] production.ERROR: no price {"exception":"[object] (App\\\\PriceError(code: 0): no price at /app/app/Cart.php:42)\n[stacktrace]\n#0 /app/vendor/laravel/framework/src/Bus.php(9): App\\\\Cart->total()\n#1 /app/public/index.php(55): App\\\\Kernel->handle()\n#2 {main}\n"}',
    language: 'php',
    errors: ['primary App\\PriceError: no price'],
    frames: [
      '/app/app/Cart.php:42 - 0',
      '/app/vendor/laravel/framework/src/Bus.php:9 App\\Cart->total! 0',
      '/app/public/index.php:55 App\\Kernel->handle 0',
      '-:- {main} 0',
    ],
  },
  {
    name: 'Unity',
    text: 'NullReferenceException: Object reference not set to an instance of an object\nPlayer.Update () (at Assets/Scripts/Player.cs:23)\nUnityEngine.Events.UnityEvent.Invoke () (at /Users/bokken/build/Events/UnityEvent.cs:58)',
    language: 'csharp',
    errors: ['primary NullReferenceException: Object reference not set to an instance of an object'],
    frames: [
      'Assets/Scripts/Player.cs:23 Player.Update () 0',
      '/Users/bokken/build/Events/UnityEvent.cs:58 UnityEngine.Events.UnityEvent.Invoke ()! 0',
    ],
  },
  {
    name: 'Swift, the crash log of the standard library',
    text: 'Fatal error: Index out of range: file Swift/ContiguousArrayBuffer.swift, line 600\nCurrent stack trace:\n0    libswiftCore.so                    0x00007f1c2a4b5e50 _swift_stdlib_reportFatalErrorInFile + 112\n3    shop                               0x000055d0c1a2b3c4 closure #1 in Cart.total() at /src/Sources/shop/Cart.swift:14\n4    shop                               0x000055d0c1a2b3d0 main + 120 at /src/Sources/shop/main.swift:3:9',
    language: 'swift',
    errors: ['primary Fatal error: Index out of range'],
    frames: [
      'Swift/ContiguousArrayBuffer.swift:600 -! 0',
      '/src/Sources/shop/Cart.swift:14 closure #1 in Cart.total() 0',
      '/src/Sources/shop/main.swift:3 main 0',
    ],
  },
  {
    name: "Swift, the run time's own backtrace",
    text: 'shop/Cart.swift:14: Fatal error: Index out of range\n\nThread 0 "shop" crashed:\n\n0 0x00007ff8103bf3d4 Cart.total() + 44 in shop at /src/Sources/shop/Cart.swift:14:9\n\n    12│ func total() -> Int {\n *  14│   return a[9]\n      │         ▲\n    15│ }\n\n1 [ra] [inlined] 0x0000000100003f9c static Main.main() in shop at /src/Sources/shop/main.swift:3:7',
    language: 'swift',
    errors: ['primary Fatal error: Index out of range'],
    frames: [
      'shop/Cart.swift:14 - 0',
      '/src/Sources/shop/Cart.swift:14 Cart.total() 0',
      '/src/Sources/shop/main.swift:3 static Main.main() 0',
    ],
  },
  {
    name: "Flutter's box",
    text: '══╡ EXCEPTION CAUGHT BY WIDGETS LIBRARY ╞══════════\nThe following _TypeError was thrown building Home(dirty):\nNull check operator used on a null value\n\nThe relevant error-causing widget was:\n  Home Home:file:///src/lib/main.dart:20:12\n\nWhen the exception was thrown, this was the stack:\n#0      Home.build (package:app/home.dart:33:20)\n#1      StatelessElement.build (package:flutter/src/widgets/framework.dart:5550:49)',
    language: 'dart',
    errors: ['primary _TypeError: Null check operator used on a null value'],
    frames: [
      'package:app/home.dart:33 Home.build 0',
      'package:flutter/src/widgets/framework.dart:5550 StatelessElement.build! 0',
    ],
  },
  ...[
    'E/AndroidRuntime: ',
    'E/AndroidRuntime( 1234): ',
    '2024-01-01 10:00:00.123  1234-1234/com.shop E/AndroidRuntime: ',
    '2024-01-01 10:00:00.123  1234-1234  AndroidRuntime          com.shop                             E  ',
    '##[error]',
    '2024-05-05T10:00:00.0000000Z ##[error]',
    '2024-05-01T10:00:00.123456+00:00 app[web.1]: ',
    '[pod/shop-7c9f/web] ',
  ].map((prefix) => ({
    name: `Java behind «${prefix}»`,
    text: ['java.lang.IllegalStateException: no price', '\tat com.shop.Cart.total(Cart.java:22)']
      .map((line) => prefix + line)
      .join('\n'),
    language: 'java',
    errors: ['primary java.lang.IllegalStateException: no price'],
    frames: ['Cart.java:22 com.shop.Cart.total 0'],
  })),
];

describe('formats', () => {
  it.each(shapes)('$name', ({ text, language, errors, frames }) => {
    const trace = parseStackTrace(text);
    expect(trace.errors.map((error) => `${error.relation} ${error.type ?? '-'}: ${error.message ?? '-'}`)).toEqual(
      errors,
    );
    expect(
      trace.frames.map(
        (frame) =>
          `${frame.file ?? '-'}:${frame.line ?? '-'} ${frame.function ?? '-'}${frame.library ? '!' : ''} ${frame.error}`,
      ),
    ).toEqual(frames);
    expect(trace.language).toBe(language);
  });
});
