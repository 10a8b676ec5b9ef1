using System.ComponentModel;
using System.Diagnostics;

namespace RstKb.Tests.House;

/// <summary>The command <c>zstd</c>, whose files are to be read.</summary>
public static class ZstdTool
{
    /// <summary>Compresses to a stream, or from a file whose size the tool knows where it is given the choice.</summary>
    public static byte[] Pack(byte[] bytes, params string[] options)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            var start = new ProcessStartInfo("zstd", ["-q", "-c", .. options, file]) { RedirectStandardOutput = true };
            using Process zstd = Process.Start(start)!;
            var packed = new MemoryStream();
            zstd.StandardOutput.BaseStream.CopyTo(packed);
            zstd.WaitForExit();
            Assert.Equal(0, zstd.ExitCode);
            return packed.ToArray();
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("zstd is not installed: run tests/run.sh, or install it with `apt-get install zstd`.", missing);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
