using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Financbase.Web.Pages.Errors;

/// <summary>Lets the error page tell a form that was open too long from any other bad request.</summary>
internal sealed class ExpiredForms : IAlwaysRunResultFilter
{
    public const string Mark = "expired-form";

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.HttpContext.Items[Mark] = true;
            context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
