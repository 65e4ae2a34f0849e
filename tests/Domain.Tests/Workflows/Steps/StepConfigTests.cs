using System.Diagnostics;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Steps;

/// <summary>Schema and reading cannot drift apart.</summary>
public sealed class StepConfigTests
{
    private static readonly TextMember Known = new("known", "Known") { Optional = true };
    private static readonly TextMember Other = new("known", "Another of the same name") { Optional = true };

    [Test]
    public void A_member_that_nothing_reads_is_a_mistake() =>
        Should.Throw<UnreachableException>(() => Parse(_ => { })).Message.ShouldContain("nothing reads");

    [Test]
    public void A_member_that_the_schema_does_not_have_cannot_be_read() =>
        Should.Throw<UnreachableException>(() => Parse(config => config.Read(Other))).Message.ShouldContain("does not have it");

    [Test]
    public void What_the_schema_has_is_read() => Should.NotThrow(() => Parse(config => config.Read(Known)));

    private static void Parse(Action<StepConfig> read) => WorkflowDefinition.Parse(
        """{"name":"Test","steps":[{"key":"a","type":"odd"}]}""", Given.LanguageOf(new StepKinds([new Kind(read)])));

    private sealed class Kind(Action<StepConfig> read) : StepKind
    {
        public override string Type => "odd";

        public override EffectClass Effect => EffectClass.Pure;

        public override StepCard Card => Play.Play.Card;

        public override StepSchema Schema { get; } = new(Known);

        public override CompiledStep Compile(StepConfig config)
        {
            read(config);
            return new TransformStep(Template.Nothing);
        }
    }
}
