using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Financbase.Web.Shell;

public static class ModelStateErrors
{
    /// <summary>Puts the messages of a refused use case at the form's fields, by name; the rest above the form.</summary>
    public static void AddError(this ModelStateDictionary state, Error error, string prefix)
    {
        var fields = error.Fields ?? new Dictionary<string, string[]>();
        foreach (var (field, messages) in fields)
        {
            var key = prefix.Length == 0 ? field : $"{prefix}.{field}";
            foreach (var message in messages)
            {
                state.AddModelError(state.ContainsKey(key) ? key : "", message);
            }
        }

        if (fields.Count == 0)
        {
            state.AddModelError("", error.Message);
        }
    }
}
