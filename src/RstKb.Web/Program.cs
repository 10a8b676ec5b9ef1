using RstKb.Web.Hosting;

// The app's own files are found beside it, wherever it is started from.
WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddRstKb();

WebApplication app = builder.Build();
await app.UseRstKbAsync();
await app.RunAsync();
