using System.Globalization;
using Jint;
using JsEngine = Jint.Engine;
using Script = Acornima.Ast.Script;

namespace Financbase.Infrastructure.Workflows.Scripts;

/// <summary>What a program finds around it, and how far it may go.</summary>
internal static class ScriptRoom
{
    public const int LongestInput = 1_000_000;
    public const int MostStatements = 1_000_000;
    public const long Memory = 64L * 1024 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan PatternPatience = TimeSpan.FromMilliseconds(100);

    private const int LongestList = 100_000;
    private const int Depth = 200;

    // What a program has no use for, or what works in one go that no limit interrupts.
    private const string Closing = """
        'use strict';
        for (const name of ['Proxy', 'Reflect', 'BigInt', 'Intl', 'Temporal', 'Atomics', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView',
            'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'BigInt64Array',
            'BigUint64Array', 'Float16Array', 'Float32Array', 'Float64Array', 'WeakRef', 'FinalizationRegistry', 'ShadowRealm', 'Iterator',
            'AsyncIterator', 'escape', 'unescape', 'eval'])
          delete globalThis[name];
        // What puts one long text into many places does so in one go, so it is asked before how much that will be.
        const most = 8388608, text = String, wrong = RangeError;
        const bound = (places, put) => { if (places * put.length > most) throw new wrong('The text would be too long.'); return put; };
        const { join } = Array.prototype, { replaceAll } = String.prototype, replace = RegExp.prototype[Symbol.replace];
        const call = Function.prototype.call.bind(Function.prototype.call);
        Array.prototype.join = function (separator) { return call(join, this, bound(this.length, separator === undefined ? ',' : text(separator))); };
        String.prototype.replaceAll = function (search, put) { return call(replaceAll, this, search, typeof put === 'function' ? put : bound(text(this).length + 1, text(put))); };
        RegExp.prototype[Symbol.replace] = function (subject, put) { return call(replace, this, subject = text(subject), typeof put === 'function' ? put : bound(subject.length + 1, text(put))); };
        let chance = Date.now() % 2147483647 || 1;
        Math.random = () => (chance = chance * 16807 % 2147483647) / 2147483647;
        """;

    private static readonly Prepared<Script> Closed = JsEngine.PrepareScript(Closing, strict: true);

    /// <summary>Calls a program with its input as JSON, and answers JSON; it keeps what the program could replace.</summary>
    public static Prepared<Script> Caller { get; } = JsEngine.PrepareScript(
        """
        (function () {
          'use strict';
          const { parse, stringify } = JSON;
          const Later = Promise;
          return function (program, input) {
            const result = program(parse(input));
            if (result instanceof Later) throw new TypeError('A program returns its result at once, not a promise.');
            return result === undefined ? 'null' : stringify(result);
          };
        })()
        """,
        strict: true);

    public static JsEngine Open(DateTimeOffset now)
    {
        var engine = new JsEngine(options =>
        {
            options.Strict = true;
            options.Host.StringCompilationAllowed = false;
            options.TimeZone = TimeZoneInfo.Utc;
            options.Culture = CultureInfo.InvariantCulture;
            options.TimeSystem = new StoppedClock(now);
            options.Constraints.MaxArraySize = LongestList;
            options.Constraints.RegexTimeout = PatternPatience;
            options.Constraints.StackOverflowGuard = true;
            options.LimitRecursion(Depth).LimitMemory(Memory).MaxStatements(MostStatements).TimeoutInterval(Patience);
        });
        engine.Execute(Closed);
        return engine;
    }
}
