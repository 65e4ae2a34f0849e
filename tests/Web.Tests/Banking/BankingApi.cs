using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Banking;

/// <summary>Calls the banking API and reads its envelope.</summary>
internal static class BankingApi
{
    public static async Task<string> OpenAccountAsync(this HttpClient client, object body)
    {
        var (status, answer) = await client.PostAsync("/api/bank-accounts", JsonContent.Create(body)).ReadAsync();
        status.ShouldBe(201, answer.ToString());
        return answer.GetProperty("data").GetProperty("id").GetString()!;
    }

    public static Task<(int Status, JsonElement Answer)> ImportAsync(
        this HttpClient client, string account, byte[] file, string fileName = "statement", params (string Name, string Value)[] parts)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", fileName } };
        foreach (var (name, value) in parts)
        {
            form.Add(new StringContent(value), name);
        }

        return client.PostAsync($"/api/bank-accounts/{account}/statements", form).ReadAsync();
    }

    public static Task<(int Status, JsonElement Answer)> ImportAsync(
        this HttpClient client, string account, string file, params (string Name, string Value)[] parts) =>
        client.ImportAsync(account, Encoding.UTF8.GetBytes(file), "statement.csv", parts);

    public static Task<(int Status, JsonElement Answer)> ReadAsync(this HttpClient client, string address) => client.GetAsync(address).ReadAsync();

    public static async Task<(int Status, JsonElement Answer)> ReadAsync(this Task<HttpResponseMessage> call)
    {
        using var response = await call;
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static string Code(this JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetString()!;

    public static string Message(this JsonElement answer) => answer.GetProperty("error").GetProperty("message").GetString()!;

    public static JsonElement Data(this JsonElement answer) => answer.GetProperty("data");

    /// <summary>Whatever an import could have left behind.</summary>
    public static async Task<long> RowsAsync(this TestApp app) => (long)(await app.Database.ScalarAsync(
        "SELECT (SELECT count(*) FROM bank_transactions) + (SELECT count(*) FROM statement_imports) + (SELECT count(*) FROM statement_uploads) + (SELECT count(*) FROM events)"))!;
}
