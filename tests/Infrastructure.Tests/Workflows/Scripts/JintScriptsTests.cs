using System.Diagnostics;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Workflows.Scripts;

namespace Financbase.Infrastructure.Tests.Workflows.Scripts;

public sealed class JintScriptsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 8, 0, 0, TimeSpan.Zero);

    [TestCase("return input.a + input.b", """{"a":1,"b":2}""", "3")]
    [TestCase("return { sum: input.reduce((a, b) => a + b, 0) };", "[1,2.5]", """{"sum":3.5}""")]
    [TestCase("return input", """{"é":"ü","n":null,"deep":[{"x":1e3}]}""", """{"é":"ü","n":null,"deep":[{"x":1000}]}""")]
    [TestCase("", "{}", "null")]
    [TestCase("return new Date().toISOString()", "{}", "\"2026-06-30T08:00:00.000Z\"")]
    [TestCase("return new Date('2026-01-31').getTimezoneOffset()", "{}", "0")]
    [TestCase("return /(\\d+)/.exec(input)[1]", "\"no 42\"", "\"42\"")]
    [TestCase("return input.join(' ') + input.join() + String(input)", "[1,2]", "\"1 21,21,2\"")]
    [TestCase("return input.replaceAll('a', '-').replace(/b/g, '+').replace('c', () => '$')", "\"aabbcc\"", "\"--++$c\"")]
    [TestCase("return input.replace(/(?<y>\\d+)-(\\d+)/, '$2/$<y>')", "\"2026-06\"", "\"06/2026\"")]
    [TestCase("const { a, ...rest } = input; return rest // the rest", """{"a":1,"b":2}""", """{"b":2}""")]
    public void A_program_works_its_input_out(string code, string input, string output) => Run(code, input).GetRawText().ShouldBe(output);

    [Test]
    public void The_same_input_and_instant_give_the_same_answer()
    {
        const string code = "return [Math.random(), Math.random(), Date.now()]";

        Run(code).GetRawText().ShouldBe(Run(code).GetRawText());
        Run(code)[0].GetDouble().ShouldNotBe(Run(code)[1].GetDouble());
    }

    [Test]
    public void Runs_share_nothing()
    {
        var script = Compiled("globalThis.seen = (globalThis.seen || 0) + 1; Array.prototype.push = null; return globalThis.seen");

        script.Run(Json("{}"), Now).GetInt32().ShouldBe(1);
        script.Run(Json("{}"), Now).GetInt32().ShouldBe(1);
        Run("const a = []; a.push(1); return a.length").GetInt32().ShouldBe(1);
    }

    [TestCase("retrun 1", "Line 1")]
    [TestCase("const a = 1;\nconst a = 2;", "Line 2")]
    [TestCase("}); (function () {", "")]
    [TestCase("return 1 }), (function () {", "")]
    [TestCase("await 1", "Line 1")]
    [TestCase("return 2n ** 2n", "any length")]
    [TestCase("import fs from 'fs'", "Line 1")]
    public void A_mistake_is_told_before_it_runs(string code, string told)
    {
        new JintScripts().TryCompile(code, out _, out var problem).ShouldBeFalse();

        problem.ShouldContain(told);
    }

    [Test]
    public void What_nests_without_end_is_refused_or_fails_and_harms_nothing()
    {
        string[] deep =
        [
            new string('(', 9_000) + new string(')', 9_000), "return " + new string('[', 9_000) + new string(']', 9_000),
            "return " + string.Concat(Enumerable.Repeat("!", 19_000)) + "1", "return " + string.Join('+', Enumerable.Repeat("1", 9_000)),
            "return " + string.Concat(Enumerable.Repeat("a=>", 6_000)) + "1", "return " + string.Concat(Enumerable.Repeat("1?1:", 4_900)) + "1",
            string.Concat(Enumerable.Repeat("if(1)", 3_900)) + ";", string.Concat(Enumerable.Repeat("{", 9_900)) + string.Concat(Enumerable.Repeat("}", 9_900)),
            "return " + string.Concat(Enumerable.Repeat("`${", 6_000)) + string.Concat(Enumerable.Repeat("}`", 6_000)),
            "return /" + new string('(', 9_000) + new string(')', 9_000) + "/.test('')",
        ];

        foreach (var code in deep)
        {
            if (new JintScripts().TryCompile(code, out var script, out _))
            {
                Ended(() => script.Run(Json("{}"), Now));
            }
        }
    }

    [TestCase("while (true);", "code_limit")]
    [TestCase("for (;;) { }", "code_limit")]
    [TestCase("do { } while (1)", "code_limit")]
    [TestCase("try { while (true); } catch { return 1 } finally { return 2 }", "code_limit")]
    [TestCase("const f = () => f(); f()", "code_limit")]
    [TestCase("const o = { get x() { return this.x } }; return o.x", "code_limit")]
    [TestCase("const o = { toString() { return '' + this } }; return '' + o", "code_failed")]
    [TestCase("const o = { toJSON() { return o.toJSON() } }; return o", "code_limit")]
    [TestCase("return { get x() { while (true); } }", "code_limit")]
    [TestCase("let s = 'x'; for (;;) s += s;", "code_limit")]
    [TestCase("const a = []; for (;;) a.push(new Array(1000).fill('x'));", "code_limit")]
    [TestCase("return /^(a+)+$/.test('a'.repeat(60) + '!')", "code_limit")]
    [TestCase("return new RegExp('(x+x+)+y').test('x'.repeat(60))", "code_limit")]
    [TestCase("[3, 2, 1].sort(() => { while (true); })", "code_limit")]
    [TestCase("function* g() { while (true) yield 1 } return [...g()]", "")]
    [TestCase("return 'x'.repeat(1e9)", "")]
    [TestCase("return 'x'.padStart(1e9)", "")]
    [TestCase("return 'x'.padEnd(2 ** 30).length", "")]
    [TestCase("return 'x'.repeat(3e7).replace(/x/g, 'y'.repeat(1e4)).length", "")]
    [TestCase("return 'x'.repeat(1e6).replaceAll('x', 'y'.repeat(1e4)).length", "")]
    [TestCase("return 'x'.repeat(1e6).split('').length", "")]
    [TestCase("return 'x'.repeat(1e5).replaceAll('x', 'y'.repeat(1e4)).length", "")]
    [TestCase("return 'x'.repeat(1e5).replace(/x/g, 'y'.repeat(1e4)).length", "")]
    [TestCase("return 'x'.repeat(1e5).replace(/x/g, () => 'y'.repeat(1e4)).length", "")]
    [TestCase("return 'x'.repeat(1e5).replace(/x/g, \"$'\").length", "")]
    [TestCase("return 'x'.repeat(9e4).split('').join('y'.repeat(1e4)).length", "")]
    [TestCase("return Array(9e4).fill('x'.repeat(1e4)).join('').length", "")]
    [TestCase("return String(Array(9e4).fill('x'.repeat(1e4))).length", "")]
    [TestCase("return Array(9e4).fill('x'.repeat(1e4)).toLocaleString().length", "")]
    [TestCase("return ''.concat(...Array(9e4).fill('x'.repeat(1e4))).length", "")]
    [TestCase("return String.raw({ raw: Array(9e4).fill('x'.repeat(1e4)) }).length", "")]
    [TestCase("return JSON.stringify(Array(9e4).fill('x'.repeat(1e4))).length", "")]
    [TestCase("return Array(9e4).fill('x'.repeat(1e4))", "")]
    [TestCase("return [].concat(...Array(900).fill(Array(9e4).fill(0))).length", "")]
    [TestCase("return Array(300).fill(Array(9e4).fill(0)).flat().length", "")]
    [TestCase("return Array(9e4).fill(0).flatMap(() => Array(9e4).fill(0)).length", "")]
    [TestCase("return Math.max(...Array(9e4).fill(0), ...Array(9e4).fill(0))", "")]
    [TestCase("return encodeURIComponent('é'.repeat(1e7)).length", "")]
    [TestCase("return 'x'.repeat(1e7).normalize('NFKD').toUpperCase().length", "")]
    [TestCase("return 'x'.repeat(1e5).match(/x/g).length", "")]
    [TestCase("return [...'x'.repeat(1e7)].length", "")]
    [TestCase("return new Set('x'.repeat(1e7)).size", "")]
    [TestCase("return Object.fromEntries(Array(9e4).fill(0).map((_, i) => [i, 'x'.repeat(1e4)]))", "")]
    [TestCase("return new Array(2 ** 32 - 1)", "")]
    [TestCase("return new Array(2 ** 32 - 1).join('xxxx')", "")]
    [TestCase("const a = []; a.length = 2 ** 32 - 1; return a.join('xxxx')", "")]
    [TestCase("const a = []; a[2 ** 32 - 2] = 1; return a", "")]
    [TestCase("const a = []; a[2 ** 32 - 2] = 1; return a.sort().indexOf(2)", "")]
    [TestCase("return Array.from({ length: 1e9 })", "")]
    [TestCase("return Array.prototype.join.call({ length: 2 ** 53 - 1 }, 'x')", "")]
    [TestCase("return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)", "")]
    [TestCase("return Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)", "")]
    [TestCase("return Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 1)", "")]
    [TestCase("return Array.prototype.reverse.call({ length: 2 ** 53 - 1 })", "")]
    [TestCase("return Array.prototype.every.call({ length: 2 ** 53 - 1 }, () => true)", "")]
    [TestCase("return Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 0, 1)", "")]
    [TestCase("return Math.max.apply(null, { length: 1e9 })", "")]
    [TestCase("return String.fromCharCode.apply(null, { length: 1e9 })", "")]
    [TestCase("let a = []; for (let i = 0; i < 90000; i++) a = [a]; return a", "")]
    [TestCase("let a = []; for (let i = 0; i < 90000; i++) a = [a]; return a.flat(Infinity)", "")]
    [TestCase("let a = []; for (let i = 0; i < 90000; i++) a = [a]; return String(a)", "")]
    [TestCase("let f = () => 1; for (let i = 0; i < 90000; i++) f = f.bind(null); return f()", "")]
    [TestCase("let o = {}; for (let i = 0; i < 90000; i++) o = Object.create(o); return o.missing", "")]
    [TestCase("let s = ''; for (let i = 0; i < 90000; i++) s = s + i + s.slice(0, 1); return s.length", "")]
    [TestCase("return JSON.parse('['.repeat(100000))", "")]
    [TestCase("const o = {}; o.o = o; return o", "code_failed")]
    [TestCase("return () => 1", "code_result_invalid")]
    [TestCase("return '\\ud800'", "code_result_invalid")]
    [TestCase("return { ['\\udc00']: 1 }", "code_result_invalid")]
    [TestCase("return Symbol('x')", "code_result_invalid")]
    [TestCase("return Promise.resolve(1)", "code_failed")]
    [TestCase("return (async () => { for (;;) await 1; })()", "")]
    [TestCase("throw 'no'", "code_failed")]
    [TestCase("throw { toString() { while (true); } }", "")]
    [TestCase("throw new Error('x'.repeat(1e5))", "code_failed")]
    [TestCase("return input.a.b.c", "code_failed")]
    [TestCase("JSON.stringify = () => '{\"a\":'; Object.prototype.toJSON = () => undefined; return {}", "")]
    [TestCase("Object.prototype.toJSON = () => '</script>'; return {}", "")]
    [TestCase("return 'x'.repeat(6e6)", "payload_too_large")]
    public void A_hostile_program_ends_within_bounds_and_says_why(string code, string error)
    {
        var failure = Ended(() => Compiled(code).Run(Json("{}"), Now));

        if (error.Length > 0)
        {
            failure.ShouldNotBeNull().Code.ShouldBe($"workflows.{error}");
        }
    }

    [TestCase("return typeof System")]
    [TestCase("return typeof importNamespace")]
    [TestCase("return typeof require")]
    [TestCase("return typeof fetch")]
    [TestCase("return typeof process")]
    [TestCase("return typeof eval")]
    [TestCase("return typeof Proxy")]
    [TestCase("return typeof input.GetType")]
    [TestCase("return typeof this")]
    public void Nothing_of_the_host_is_there(string code) => Run(code).GetString().ShouldBe("undefined");

    [TestCase("return new Function('return 1')()")]
    [TestCase("return (() => {}).constructor('return 1')()")]
    [TestCase("return (0, eval)('1')")]
    [TestCase("return (async () => {}).constructor('return 1')()")]
    [TestCase("return (function* () {}).constructor('yield 1')().next()")]
    public void Text_does_not_become_a_program(string code) =>
        Ended(() => Compiled(code).Run(Json("{}"), Now)).ShouldNotBeNull().Code.ShouldBe("workflows.code_failed");

    [Test]
    public void An_input_that_is_too_long_is_refused() => Ended(() => Compiled("return 1").Run(JsonSerializer.SerializeToElement(new string('x', 1_000_001)), Now))
        .ShouldNotBeNull().Code.ShouldBe("workflows.code_limit");

    [Test]
    public void An_input_cannot_poison_what_is_read() =>
        Run("return [input.polluted === undefined, ({}).polluted === undefined, Object.keys(input)]", """{"__proto__":{"polluted":1},"constructor":1}""")
            .GetRawText().ShouldBe("""[true,true,["__proto__","constructor"]]""");

    [Test]
    public void An_error_names_its_line() => Ended(() => Compiled("const a = 1;\nnull.x").Run(Json("{}"), Now)).ShouldNotBeNull().Message.ShouldStartWith("Line 2: ");

    // However it ends, it ends soon and without taking the process's memory.
    private static Error? Ended(Func<JsonElement> run)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        Error? error = null;
        try
        {
            run();
        }
        catch (DomainException failed)
        {
            error = failed.Error;
        }

        // It ends, also on a machine that does much else: how fast it is says nothing here.
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400L * 1024 * 1024);
        return error;
    }

    private static JsonElement Run(string code, string input = "{}") => Compiled(code).Run(Json(input), Now);

    private static IScript Compiled(string code)
    {
        new JintScripts().TryCompile(code, out var script, out var problem).ShouldBeTrue(problem);
        return script;
    }

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
