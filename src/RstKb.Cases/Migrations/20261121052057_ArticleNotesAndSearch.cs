using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RstKb.Cases.Migrations
{
    /// <inheritdoc />
    public partial class ArticleNotesAndSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsSample",
                table: "cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "article_notes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Article = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_article_notes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "article_note_versions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    NoteId = table.Column<int>(type: "INTEGER", nullable: false),
                    Author = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_article_note_versions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_article_note_versions_article_notes_NoteId",
                        column: x => x.NoteId,
                        principalTable: "article_notes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_article_note_versions_NoteId",
                table: "article_note_versions",
                column: "NoteId");

            migrationBuilder.CreateIndex(
                name: "IX_article_notes_Article",
                table: "article_notes",
                column: "Article");

            foreach (string statement in RstKb.Cases.Search.CaseText.Make)
            {
                migrationBuilder.Sql(statement);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (string trigger in new[] { "case_new", "case_changed", "case_gone", "note_new", "note_gone", "wording_new", "article_note_gone" })
            {
                migrationBuilder.Sql($"DROP TRIGGER case_text_{trigger}");
            }

            migrationBuilder.Sql("DROP TABLE case_text");
            migrationBuilder.DropTable(
                name: "article_note_versions");

            migrationBuilder.DropTable(
                name: "article_notes");

            migrationBuilder.DropColumn(
                name: "IsSample",
                table: "cases");
        }
    }
}
