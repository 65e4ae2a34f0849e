namespace Financbase.Domain.Access;

// What runs by itself, and who looks on.
public static partial class Permissions
{
    [PermissionArea("Monitoring")]
    public static class Monitoring
    {
        [Permission("See background jobs")]
        public const string Read = "monitoring:read";

        [Permission("Note measurements")]
        public const string Record = "monitoring:record";
    }

    [PermissionArea("Notifications")]
    public static class Notifications
    {
        [Permission("See one's own notifications and mark them as read")]
        public const string Read = "notifications:read";
    }

    [PermissionArea("Secrets")]
    public static class Secrets
    {
        [Permission("See the names of secrets")]
        public const string Read = "secrets:read";

        [Permission("Add, replace and delete secrets")]
        public const string Manage = "secrets:manage";
    }

    [PermissionArea("Workflows")]
    public static class Workflows
    {
        [Permission("See workflows", Resource = ResourceTypes.Workflow, Narrowings = Narrowings.OwnOnly)]
        public const string Read = "workflows:read";

        [Permission("Create, change and delete workflows", Resource = ResourceTypes.Workflow, Narrowings = Narrowings.OwnOnly)]
        public const string Manage = "workflows:manage";

        [Permission("Publish, pause and resume workflows", Resource = ResourceTypes.Workflow, Narrowings = Narrowings.OwnOnly)]
        public const string Publish = "workflows:publish";

        [Permission("Start workflows by hand", Resource = ResourceTypes.Workflow, Narrowings = Narrowings.OwnOnly)]
        public const string Execute = "workflows:execute";
    }

    [PermissionArea("Events")]
    public static class Events
    {
        [Permission("See the event log")]
        public const string Read = "events:read";

        [Permission("Book events of the organization’s own")]
        public const string Emit = "events:emit";

        [Permission("Hand events to their consumers again")]
        public const string Replay = "events:replay";
    }

    [PermissionArea("Workflow runs")]
    public static class Executions
    {
        [Permission("See workflow executions and their logs", Resource = ResourceTypes.Workflow, Narrowings = Narrowings.OwnOnly)]
        public const string Read = "executions:read";

        [Permission("Cancel and retry workflow executions", Resource = ResourceTypes.Workflow, Narrowings = Narrowings.OwnOnly)]
        public const string Manage = "executions:manage";
    }

    [PermissionArea("Approvals")]
    public static class Approvals
    {
        [Permission("See what is asked of one, and what workflows that one may see ask of others")]
        public const string Read = "approvals:read";

        [Permission("Decide and hand over what is asked of one")]
        public const string Decide = "approvals:decide";
    }

    [PermissionArea("Audit log")]
    public static class Audit
    {
        [Permission("See and export the audit log and members’ security events")]
        public const string Read = "audit:read";
    }
}
