using Financbase.Build;
using Financbase.Build.Machine;

using var stop = new StopSignal();
try
{
    if (OperatingSystem.IsWindows())
        throw new Failure("These commands run on Linux and macOS: on Windows, run them inside the Windows Subsystem for Linux.");
    return await Verbs.RunAsync(CommandLine.Parse(args), stop.Token);
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    Terminal.Note("Stopped.");
    return 130;
}
catch (Failure failure)
{
    Terminal.Fail(failure);
    return 1;
}
catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
{
    Terminal.Fail(new Failure($"{exception.Message.TrimEnd('.')}: choose a folder that you may write with --data.", exception.ToString()));
    return 1;
}
