using Financbase.Application.Workflows;

namespace Financbase.Web.Pages.Workflows;

/// <summary>For what a run waits before it begins, in words.</summary>
public static class TurnWords
{
    public static string Of(ExecutionTurn turn)
    {
        var places = turn.Key is { } key ? $"Enough others with the key “{key}” are under way" : "Enough others of its workflow are under way";
        return turn.Before switch
        {
            0 => $"{places}; it is the next.",
            1 => $"{places}, and one waits before it.",
            var before => $"{places}, and {before:N0} wait before it.",
        };
    }
}
