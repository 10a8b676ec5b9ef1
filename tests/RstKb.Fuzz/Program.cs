using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RstKb.Fuzz;

// Call: RstKb.Fuzz SECONDS SEED FOLDER-FOR-WHAT-BREAKS FOLDER-OF-CAPTURES...
if (args.Length < 4 || !int.TryParse(args[0], CultureInfo.InvariantCulture, out int seconds) || !int.TryParse(args[1], CultureInfo.InvariantCulture, out int seed))
{
    Console.Error.WriteLine("Call: RstKb.Fuzz SECONDS SEED FOLDER-FOR-WHAT-BREAKS FOLDER-OF-CAPTURES...");
    return 2;
}

const int LargestBase = 1024 * 1024;
List<byte[]> bases =
[
    .. args[3..].Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".pcap" or ".pcapng" or ".snoop" or ".gz" or ".lz4" or ".zst" or ".bin" && new FileInfo(file).Length is > 0 and <= LargestBase)
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllBytes),
];
if (bases.Count == 0)
{
    Console.Error.WriteLine("No captures to start from.");
    return 2;
}

// A trial that hangs cannot report itself: its input is kept before it begins, and a watch ends the run.
TimeSpan longest = TimeSpan.FromSeconds(20);
var mutator = new Mutator(bases, seed);
var clock = Stopwatch.StartNew();
byte[] current = [];
long begunAt = 0;
using var watch = new Timer(_ =>
{
    if (clock.ElapsedMilliseconds - Interlocked.Read(ref begunAt) > longest.TotalMilliseconds)
    {
        Console.WriteLine($"An input took longer than {longest.TotalSeconds:0} s: {Keep(Volatile.Read(ref current))}");
        Environment.Exit(1);
    }
}, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

int trials = 0;
int broken = 0;
var known = new HashSet<string>();
while (clock.Elapsed.TotalSeconds < seconds)
{
    byte[] input = mutator.Next();
    Volatile.Write(ref current, input);
    Interlocked.Exchange(ref begunAt, clock.ElapsedMilliseconds);
    trials++;
    if (Trial.Run(input) is not { } fault)
    {
        continue;
    }

    broken++;
    // One input for each place that breaks.
    string place = string.Join('\n', fault.Split('\n').Take(3));
    if (known.Add(place))
    {
        Console.WriteLine($"{Keep(input)}: {place}");
    }
}

Console.WriteLine($"{trials:N0} damaged captures in {clock.Elapsed.TotalSeconds:0} s from {bases.Count:N0} whole ones, seed {seed}: {(broken == 0 ? "none broke anything" : $"{broken:N0} broke something")}");
return broken == 0 ? 0 : 1;

string Keep(byte[] input)
{
    Directory.CreateDirectory(args[2]);
    string file = Path.Combine(args[2], Convert.ToHexStringLower(SHA256.HashData(input))[..16] + ".bin");
    File.WriteAllBytes(file, input);
    return file;
}
