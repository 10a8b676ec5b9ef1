using Microsoft.Playwright;

namespace RstKb.Web.Tests.Browser;

/// <summary>The Chromium of this machine, started so that it speaks to nobody but the page's server.</summary>
public static class InstalledChromium
{
    /// <summary>How Playwright starts it.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static BrowserTypeLaunchOptions Options() => new()
    {
        ExecutablePath = Find(),
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    };

    private static string Find()
    {
        string? named = Environment.GetEnvironmentVariable("CHROMIUM");
        string[] usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        return named ?? Array.Find(usual, File.Exists)
            ?? throw new FileNotFoundException("Chromium is needed: install the package chromium, or name it in CHROMIUM.");
    }
}
