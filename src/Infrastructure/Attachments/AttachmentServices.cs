using Financbase.Application.Attachments;
using Financbase.Domain.Attachments;
using Financbase.Infrastructure.Attachments.Stores;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Attachments;

internal static class AttachmentServices
{
    public static void AddAttachments(this IServiceCollection services)
    {
        services.AddSingleton(provider => FileSettings.Choose(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()));
        services.AddScoped<IFiles, FileKeeper>();
        services.AddScoped<IAttachmentReads, AttachmentReads>();
        services.AddSingleton<SealedProperty>(StoredFileConfiguration.Key);
        services.AddSingleton(StoredFileConfiguration.Key.Column);
        services.AddSingleton(new ConstraintMeaning(AttachmentConfiguration.FileKey, AttachmentsErrors.GoneMeanwhile));
        services.AddSingleton(new ConstraintMeaning("ux_files_fingerprint", AttachmentsErrors.GoneMeanwhile));
    }
}
