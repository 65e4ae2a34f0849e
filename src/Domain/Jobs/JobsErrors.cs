using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Jobs;

/// <summary>Why a job cannot be changed, or ended without having done its work.</summary>
public static class JobsErrors
{
    public static Error TooMany { get; } = Error.Rule(
        "jobs.too_many", $"{Job.MostOpen} jobs of this organization wait or are at work. Ask for this one again when some have ended.");

    public static Error Ended { get; } = Error.Conflict("jobs.ended", "This has ended already.");

    public static Error RequesterGone { get; } = new(
        "jobs.requester_gone", "Whoever asked for this is no member of the organization any more, or the key that asked does not work any more.", ErrorKind.Forbidden);

    public static Error BrokeOff { get; } = Error.Rule(
        "jobs.broke_off", "This broke off several times for a reason on our side, and was given up.");
}
