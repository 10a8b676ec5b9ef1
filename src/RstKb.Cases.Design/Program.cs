Console.Error.WriteLine(
    """
    This program only lends its project to the migration tool. In the repository's root:
      dotnet tool restore
      dotnet ef migrations add NAME --project src/RstKb.Cases --startup-project src/RstKb.Cases.Design -o Migrations
    """);
return 2;
