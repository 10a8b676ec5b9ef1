using RstKb.Web.Components;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddPages();
var app = builder.Build();
app.UseStatusCodePagesWithReExecute("/not-found");
app.UseAntiforgery();
app.MapPages();
app.Run();
