
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0003_release_mention'),
    ]

    operations = [
        migrations.AddField(
            model_name='pressreleasepage',
            name='resolved',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='pressreleasepage',
            name='resolved_as_of',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='pressreleasepage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 2), ('prose', 3), ('picture', 6), ('gallery', 8), ('bullet_list', 12), ('table', 18), ('fact_box', 25), ('document', 28), ('external_media', 32), ('related_links', 38), ('statement', 40), ('facts', 43)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', '2'), ('3', '3')], 'label': 'Level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('portal.core.blocks.ProseBlock', (), {}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty, the caption of the picture is used.', 'label': 'Caption', 'max_length': 500, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.ListBlock', (6,), {'label': 'Pictures', 'min_num': 2}), 8: ('wagtail.blocks.StructBlock', [[('pictures', 7)]], {}), 9: ('wagtail.blocks.BooleanBlock', (), {'label': 'Numbered', 'required': False}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'mention', 'superscript', 'subscript'], 'label': 'Entry'}), 11: ('wagtail.blocks.ListBlock', (10,), {'label': 'Entries', 'min_num': 1}), 12: ('wagtail.blocks.StructBlock', [[('is_ordered', 9), ('entries', 11)]], {}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 15: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 16: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'mention', 'superscript', 'subscript'], 'label': 'Prose', 'required': False}), 17: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 14), ('number', 15), ('prose', 16)]], {'label': 'Table'}), 18: ('wagtail.blocks.StructBlock', [[('caption', 13), ('table', 17)]], {}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 100}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Value', 'max_length': 40}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 120}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'As of', 'max_length': 40, 'required': False}), 23: ('wagtail.blocks.StructBlock', [[('value', 20), ('label', 21), ('as_of', 22)]], {}), 24: ('wagtail.blocks.ListBlock', (23,), {'label': 'Facts', 'min_num': 1}), 25: ('wagtail.blocks.StructBlock', [[('title', 19), ('facts', 24)]], {}), 26: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 27: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 200, 'required': False}), 28: ('wagtail.blocks.StructBlock', [[('document', 26), ('title', 27)]], {}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 200}), 30: ('wagtail.blocks.CharBlock', (), {'help_text': 'For example YouTube.', 'label': 'Provider', 'max_length': 80}), 31: ('wagtail.blocks.URLBlock', (), {'label': 'Address'}), 32: ('wagtail.blocks.StructBlock', [[('title', 29), ('provider', 30), ('url', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 100, 'required': False}), 34: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 35: ('wagtail.blocks.URLBlock', (), {'label': 'Address', 'required': False}), 36: ('wagtail.blocks.StructBlock', [[('title', 29), ('page', 34), ('url', 35)]], {}), 37: ('wagtail.blocks.ListBlock', (36,), {'label': 'Links', 'min_num': 1}), 38: ('wagtail.blocks.StructBlock', [[('title', 33), ('links', 37)]], {}), 39: ('wagtail.snippets.blocks.SnippetChooserBlock', ('news.Statement',), {'label': 'Statement'}), 40: ('wagtail.blocks.StructBlock', [[('statement', 39)]], {}), 41: ('wagtail.snippets.blocks.SnippetChooserBlock', ('partners.Fact',), {'label': 'Fact'}), 42: ('wagtail.blocks.ListBlock', (41,), {'label': 'Facts', 'min_num': 1}), 43: ('wagtail.blocks.StructBlock', [[('title', 33), ('facts', 42)]], {})}, verbose_name='body'),
        ),
    ]
