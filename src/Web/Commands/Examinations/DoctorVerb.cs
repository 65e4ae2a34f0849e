namespace Financbase.Web.Commands.Examinations;

internal sealed class DoctorVerb(IEnumerable<Examination> examinations) : Verb
{
    public override string Name => "doctor";

    public override string Usage => "[--json]: looks at the database, its roles and shape, the clocks, the keys and what is configured beside; ends with 2 when something is at fault";

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var findings = new List<Finding>();
        foreach (var examination in examinations)
            findings.AddRange(await examination.RunAsync(ct));

        var healthy = findings.All(finding => finding.Verdict != Verdict.Fault);
        output.Result(line, string.Join(Environment.NewLine, findings.Select(Line)), new { healthy, findings });
        return healthy ? Done : FaultFound;
    }

    private static string Line(Finding finding) => $"{Word(finding.Verdict),-8} {finding.Subject,-12} {finding.Message}";

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warning => "warning",
        _ => "FAULT",
    };
}

internal static class DoctorServices
{
    /// <summary>In the order in which one fault explains the next.</summary>
    public static IServiceCollection AddDoctor(this IServiceCollection services) => services
        .AddSingleton<Verb, DoctorVerb>()
        .AddSingleton<Examination, ConnectionExamination>()
        .AddSingleton<Examination, SchemaExamination>()
        .AddSingleton<Examination, ClockExamination>()
        .AddSingleton<Examination, KeyExamination>()
        .AddSingleton<Examination, WorkerExamination>()
        .AddSingleton<Examination, JobExamination>()
        .AddSingleton<Examination, RedisExamination>()
        .AddSingleton<Examination, BackupExamination>()
        .AddSingleton<Examination, MailExamination>();
}
