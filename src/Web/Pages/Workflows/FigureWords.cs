using System.Globalization;
using Financbase.Application.Workflows.Statistics;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Workflows;

/// <summary>Figures of runs as people say them.</summary>
public static class FigureWords
{
    /// <summary>“98 %”, null when nothing has ended; 100 only when all succeeded, 0 only when none did.</summary>
    public static string? Share(RunFigures figures) => figures.SuccessShare is { } share
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Clamp(Math.Round(share * 100), figures.Succeeded > 0 ? 1 : 0, figures.Failed > 0 ? 99 : 100):0} %")
        : null;

    public static string? Median(RunFigures figures) => Time(figures.MedianMs);

    public static string? Time(double? milliseconds) => milliseconds is { } time ? Took.Text(TimeSpan.FromMilliseconds(time)) : null;

    /// <summary>“98 % succeeded, half within 1.20 s”, or what there is of it.</summary>
    public static string Summary(RunFigures figures) => string.Join(", ", new[]
    {
        Share(figures) is { } share ? $"{share} succeeded" : null,
        Median(figures) is { } median ? $"half within {median}" : null,
        figures.Refused > 0 ? $"{figures.Refused:N0} not started" : null,
    }.OfType<string>());

    public static string Runs(RunFigures figures) => $"{figures.Started:N0} {(figures.Started == 1 ? "run" : "runs")}";
}
