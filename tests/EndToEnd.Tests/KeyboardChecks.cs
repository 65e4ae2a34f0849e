using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>What of a page as it stands cannot be used by keys.</summary>
internal static class KeyboardChecks
{
    // A button that nobody sees and no reader is told of stands first in some forms, so that Enter means the right thing there: it needs no focus.
    private const string Look = """
        () => {
            const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
            const roving = '[role=tablist], [role=menu], [role=menubar], [role=listbox], [role=radiogroup], [role=toolbar], [role=tree], [role=grid]';
            const name = e => e.outerHTML.slice(0, 160);
            const isShown = e => {
                const box = e.getBoundingClientRect();
                return e.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
            };
            const faults = [];
            const before = document.activeElement;
            // What lies behind an open dialog is inert until it closes.
            const shown = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
            for (const e of shown.querySelectorAll(controls)) {
                if (!isShown(e) || e.matches(':disabled')) continue;
                if (e.tabIndex < 0 && !e.closest(roving)) faults.push(`no Tab reaches ${name(e)}`);
                e.focus({ preventScroll: true });
                if (document.activeElement !== e) faults.push(`no focus for ${name(e)}`);
            }
            document.activeElement?.blur();
            before?.focus?.({ preventScroll: true });

            const known = `${controls}, label, option, [tabindex="0"], [role=option]`;
            for (const e of shown.querySelectorAll('*')) {
                const acts = e.matches('[onclick], [data-do], [popovertarget], [role=button], [role=link]') || getComputedStyle(e).cursor === 'pointer';
                if (acts && isShown(e) && !e.closest(known)) faults.push(`only a mouse reaches ${name(e)}`);
            }
            return faults;
        }
        """;

    public static Task<string[]> FaultsAsync(IPage page) => page.EvaluateAsync<string[]>(Look);
}
