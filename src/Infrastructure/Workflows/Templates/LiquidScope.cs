using System.Globalization;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Fluid;
using Fluid.Values;
using Scope = Financbase.Domain.Workflows.Expressions.Scope;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>Shows the scope's roots to a template. Values are converted when they are read, not before.</summary>
internal static class LiquidScope
{
    public static TemplateContext Open(Scope scope, RenderingBudget budget)
    {
        var context = new TemplateContext(LiquidLanguage.Options) { Now = () => scope.Now };
        budget.AttachTo(context);
        context.SetValue("trigger", new DictionaryValue(new Trigger(scope.Trigger)));
        context.SetValue("steps", new DictionaryValue(new Steps(scope)));
        if (scope.Item is { } item)
        {
            context.SetValue("item", LiquidValues.Of(item.Value));
            context.SetValue("loop", new DictionaryValue(new Loop(item)));
        }

        context.SetValue("organization", LiquidValues.Of(scope.Organization));
        context.SetValue("secrets", new DictionaryValue(new SecretLookup(scope.Secrets)));
        context.SetValue("now", new StringValue(scope.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)));
        return context;
    }

    private abstract class Lookup : IFluidIndexable
    {
        public int Count => 0;

        public IEnumerable<string> Keys => [];

        public abstract bool TryGetValue(string name, out FluidValue value);
    }

    private sealed class SecretLookup(SecretTexts secrets) : Lookup
    {
        public override bool TryGetValue(string name, out FluidValue value)
        {
            value = secrets.Find(name) is { } text ? new StringValue(text) : NilValue.Instance;
            return true;
        }
    }

    private sealed class Loop(ScopeItem item) : Lookup
    {
        public override bool TryGetValue(string name, out FluidValue value)
        {
            value = name switch
            {
                "index" => NumberValue.Create(item.Index),
                "count" => NumberValue.Create(item.Count),
                _ => NilValue.Instance,
            };
            return true;
        }
    }

    private sealed class Trigger(TriggerInput trigger) : Lookup
    {
        public override bool TryGetValue(string name, out FluidValue value)
        {
            value = name == "$event" ? LiquidValues.Of(trigger.Event) : LiquidValues.Member(trigger.Data, name);
            return true;
        }
    }

    private sealed class Steps(Scope scope) : Lookup
    {
        public override bool TryGetValue(string name, out FluidValue value)
        {
            value = scope.Step(name) is { } result ? new DictionaryValue(new Result(result)) : NilValue.Instance;
            return true;
        }
    }

    private sealed class Result(RecordedResult result) : Lookup
    {
        public override bool TryGetValue(string name, out FluidValue value)
        {
            value = LiquidValues.Of(name switch
            {
                "output" => result.Output,
                "error" => result.Error,
                _ => default(JsonElement),
            });
            return true;
        }
    }
}
